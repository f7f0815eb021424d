declare function open(path: string): Promise<string>;
declare function later(done: () => void): void;

export function read(path: string) {
  return (async (): Promise<string> => {
    const text = await open(path);
    if (text === '') throw new Error('empty');
    return text;
  })();
}

export function wait(path: string) {
  return new Promise<void>(async (resolve) => {
    await open(path);
    later(resolve);
  });
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
    return await (async (): Promise<string> => {
      return await open(paths[0] ?? '');
    })();
  } catch {
    return '';
  }
}
