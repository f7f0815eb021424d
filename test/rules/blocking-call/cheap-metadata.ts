import fs from 'node:fs';

export async function describe(file: string) {
  if (!fs.existsSync(file)) return undefined; // expect blocking-call (information): fs.existsSync(file)
  const real = fs.realpathSync(file); // expect blocking-call (information): fs.realpathSync(file)
  const maybe = fs.statSync(real, { throwIfNoEntry: false }); // expect blocking-call (information): fs.statSync(real, { throwIfNoEntry: false })
  return maybe ?? fs.lstatSync(real).isFile(); // expect blocking-call (information): fs.lstatSync(real)
}
