import { load } from './load.ts';

export let last: ReturnType<typeof load>; // refused: its type is used elsewhere

export async function again(): Promise<void> {
  last = load('page');
}
