import fs, { readFileSync as read } from 'node:fs';
import * as whole from 'node:fs';

export async function load(file: string) {
  const text = fs.readFileSync(file, 'utf8'); // expect blocking-call: fs.readFileSync(file, 'utf8')
  const bytes = read(file); // expect blocking-call: read(file)
  whole.writeFileSync(file, bytes); // expect blocking-call: whole.writeFileSync(file, bytes)
  const { size } = await fs.promises.stat(file);
  return text.length + size;
}

export function loadAtStart(file: string) {
  return fs.readFileSync(file, 'utf8');
}
