import { load } from './load.ts';

export async function page(): Promise<string> {
  return await load('page');
}
