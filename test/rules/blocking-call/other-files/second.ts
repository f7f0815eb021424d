import { first, firstOfNothing } from './first.ts';

export function second(depth: number): string {
  return first(depth - 1);
}

export async function both(depth: number) {
  firstOfNothing(depth);
  second(depth); // expect blocking-call: second(depth)
  return first(depth); // expect blocking-call: first(depth)
}
