import { load } from './load.ts';

export const expand = (text: string): string => text.replace(/@(\w+)/g, (_all, name: string) => load(name)); // refused: a callback of `replace` cannot be async, for `replace` does not wait for promises
