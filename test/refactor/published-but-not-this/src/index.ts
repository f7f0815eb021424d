import { load } from './load.ts';

export async function page(): Promise<string> {
  return load('page');
}
