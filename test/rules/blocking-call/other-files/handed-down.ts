import { readFileSync } from 'node:fs';
import { later, timed, timedAsync } from './timing.ts';

/** What is handed down runs when its caller does, or later. */
export async function measure(file: string) {
  timed(() => readFileSync(file)); // expect blocking-call: readFileSync(file)
  await timedAsync(() => readFileSync(file)); // expect blocking-call: readFileSync(file)
  later(() => readFileSync(file));
  later(read);
  return timed(read); // expect blocking-call: read
}

function read() {
  return readFileSync('a');
}
