export function wait(milliseconds: number): void {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {} // make-async: while (Date.now() < end) {}
}

export async function twice(): Promise<void> {
  wait(10);
  wait(20);
}
