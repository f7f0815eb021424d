export async function pause(milliseconds: number, shared: Int32Array) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds); // expect blocking-call: Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
  return Atomics.wait(shared, 0, 0); // expect blocking-call: Atomics.wait(shared, 0, 0)
}
