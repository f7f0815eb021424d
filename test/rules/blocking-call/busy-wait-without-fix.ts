function sleep(milliseconds: number) {
  const until = Date.now() + milliseconds;
  let now = Date.now();
  do { now = Date.now(); } while (now < until);
}

export async function retry(work: () => boolean, flags: Int32Array) {
  while (!work()) sleep(100); // expect blocking-call: sleep(100)
  let now = Date.now();
  for (; now < 5; now = Date.now()) {} // expect blocking-call: for (; now < 5; now = Date.now()) {}
  while (Atomics.load(flags, 0) === 0) {} // expect blocking-call: while (Atomics.load(flags, 0) === 0) {}
  for (let i = 0; i < 1e9; i++) {} // expect blocking-call: for (let i = 0; i < 1e9; i++) {}
}

export async function scan(text: string, values: Iterator<string>, limit: number) {
  let at = 0;
  while (text[at++] === ' ') {}
  for (; text[at] === '-'; at++) {}
  while (!values.next().done) {}
  while (Date.now() < limit) await Promise.resolve();
  while (Date.now() < limit) { if (text.indexOf('x', at) < 0) break; }
}
