// package: { "name": "order-desk", "dependencies": {} }
import { rm } from 'node:fs/promises';

export async function sweep() {
  await rm('out', { recursive: true });
}

// Where it is known what is started, a program that cannot start ends with the error's stack, as it should.
sweep(); // expect floating-promise (hint): sweep()

export async function later() {
  sweep(); // expect floating-promise: sweep()
}
