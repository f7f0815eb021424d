import fs from 'node:fs';

export async function describe(file: string) {
  if (!fs.existsSync(file)) return undefined; // expect blocking-call (hint): fs.existsSync(file)
  const real = fs.realpathSync(file); // expect blocking-call (hint): fs.realpathSync(file)
  const maybe = fs.statSync(real, { throwIfNoEntry: false }); // expect blocking-call (hint): fs.statSync(real, { throwIfNoEntry: false })
  return maybe ?? fs.lstatSync(real).isFile(); // expect blocking-call (hint): fs.lstatSync(real)
}
