import { load } from './load.ts';

export const expand = (text: string): string => text.replace(/@(\w+)/g, (_all, name: string) => load(name)); // refused: a callback of `replace` is handed to `replace`, which does not wait for promises
