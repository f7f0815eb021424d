import { stat } from 'node:fs/promises';

export async function bySize(paths) {
  paths.sort(async (a, b) => (await stat(a)).size - (await stat(b)).size); // expect misused-async-callback: async (a, b) => (await stat(a)).size - (await stat(b)).size
  const lost = await paths.reduce(async (total, path) => total + (await stat(path)).size, 0); // expect misused-async-callback: async (total, path) => total + (await stat(path)).size
  const sum = await paths.reduce(async (total, path) => (await total) + (await stat(path)).size, Promise.resolve(0));
  await paths.reduce(async (before, path) => {
    await before;
    await stat(path);
  }, Promise.resolve());
  return paths.reduce((before, path) => before.then(() => stat(path)), Promise.resolve([lost, sum]));
}
