declare function open(path: string, done?: (error?: Error) => void): Promise<string>;
declare function later(done: () => void): void;
declare function each(run: (text: string) => void): void;
declare const steps: { setBranch(name: string): Promise<void> };

export function read(path: string) {
  return new Promise<void>((resolve, reject) => open(path, (error) => (error ? reject(error) : resolve()))); // expect misused-async-callback: (resolve, reject) => open(path, (error) => (error ? reject(error) : resolve()))
}

export function wait(path: string) {
  return new Promise<void>(async (resolve) => { // expect misused-async-callback: async (resolve) => { …
    await open(path);
    later(resolve);
  });
}

export const set = () => new Promise<void>(resolve => steps.setBranch('main').then(resolve)); // expect misused-async-callback: resolve => steps.setBranch('main').then(resolve)

export function first(path: string) {
  return new Promise<string>((resolve, reject) => {
    setTimeout(async () => { resolve(await open(path)); }, 10); // expect misused-async-callback: async () => { resolve(await open(path)); }
    each(async (response) => { // expect misused-async-callback: async (response) => { …
      await open(response);
      reject(new Error(response));
    });
  });
}
