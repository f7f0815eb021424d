import { load } from './load.ts';

export function isPage(name: unknown): name is 'page' { // refused: `isPage` narrows a type, which an async function cannot do
  return typeof name === 'string' && load(name) !== '';
}
