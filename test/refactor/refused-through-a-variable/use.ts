import { load } from './load.ts';

export let current = load; // refused: it is kept in `current`, which may hold something else

export const set = (other: (name: string) => string): void => { current = other; };
