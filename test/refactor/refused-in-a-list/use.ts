import { load } from './load.ts';

export const loaders = [load, String]; // refused: `load` is passed on as a value
