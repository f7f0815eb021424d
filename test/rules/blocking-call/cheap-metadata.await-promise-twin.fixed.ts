import fs from 'node:fs';

export async function describe(file: string) {
  if (!(await fs.promises.access(file).then(() => true, () => false))) return undefined;
  const real = await fs.promises.realpath(file);
  const maybe = fs.statSync(real, { throwIfNoEntry: false });
  return maybe ?? (await fs.promises.lstat(real)).isFile();
}
