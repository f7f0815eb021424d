import fs from 'node:fs';

declare function transaction<T>(work: () => T): Promise<T>;

function load(file: string) {
  return new Promise<string>((resolve) => {
    resolve(fs.readFileSync(file, 'utf8'));
  });
}

export async function use(file: string) {
  await load(file); // expect blocking-call: load(file)
  await new Promise<void>((resolve) => {
    fs.writeFileSync(file, ''); // expect blocking-call: fs.writeFileSync(file, '')
    resolve();
  });
  // Nobody knows when it is called.
  await transaction(() => fs.writeFileSync(file, ''));
  (() => { fs.rmSync(file); })(); // expect blocking-call: fs.rmSync(file)
}
