export async function pause(milliseconds: number) {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {} // expect blocking-call: while (Date.now() < end) {}
}

export async function settle(start: number) {
  while (performance.now() - start < 500); // expect blocking-call: while (performance.now() - start < 500);
  const from = Date.now();
  while (Date.now() - from < 20) {} // expect blocking-call: while (Date.now() - from < 20) {}
  const since = Date.now();
  while (Date.now() <= since + 10 * 2) {} // expect blocking-call: while (Date.now() <= since + 10 * 2) {}
}
