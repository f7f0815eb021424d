import { load } from './load.ts';

export function page(text = load('page')): string { // refused: it is called for the default value of a parameter, which cannot wait
  return text;
}
