import { load } from './load.ts';

export const all = (names: string[]): string[] => names.map(load); // refused: `load` is handed to `map`, which does not wait for promises
