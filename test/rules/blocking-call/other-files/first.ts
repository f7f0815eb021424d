import { readFileSync } from 'node:fs';
import { second } from './second.ts';

/** The two call each other: that ends, and each blocks. */
export function first(depth: number): string {
  return depth > 0 ? second(depth - 1) : readFileSync('first', 'utf8');
}

export function firstOfNothing(depth: number): number {
  return depth;
}
