declare function open(path: string): Promise<string>;
declare function later(done: () => void): void;

export function read(path: string) {
  return new Promise<string>((resolve, reject) => { void (async () => {
    const text = await open(path);
    if (text === '') return reject(new Error('empty'));
    resolve(text);
  })().catch(reject); });
}

export function wait(path: string) {
  return new Promise<void>((resolve, reject) => { void (async () => {
    await open(path);
    later(resolve);
  })().catch(reject); });
}

export function guarded(path: string) {
  return new Promise<string>(async (resolve, reject) => {
    try {
      resolve(await open(path));
    } catch (error) {
      reject(error);
    }
  });
}

class Promise2 {
  constructor(run: () => Promise<void>) { void run(); }
}

export const own = new Promise2(async () => { await open('a'); });

export async function firstOf(paths: string[]) {
  try {
    return await new Promise<string>((resolve, reject) => { void (async () => {
      resolve(await open(paths[0] ?? ''));
    })().catch(reject); });
  } catch {
    return '';
  }
}
