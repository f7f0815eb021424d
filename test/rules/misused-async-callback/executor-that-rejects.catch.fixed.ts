declare function open(path: string, done?: (error?: Error) => void): Promise<string>;
declare function later(done: () => void): void;
declare function each(run: (text: string) => void): void;
declare const steps: { setBranch(name: string): Promise<void> };

export function read(path: string) {
  return new Promise<void>((resolve, reject) => { void open(path, (error) => (error ? reject(error) : resolve())).catch(reject); });
}

export function wait(path: string) {
  return new Promise<void>((resolve, reject) => { void (async () => {
    await open(path);
    later(resolve);
  })().catch(reject); });
}

export const set = () => new Promise<void>((resolve, reject) => { void steps.setBranch('main').then(resolve).catch(reject); });

export function first(path: string) {
  return new Promise<string>((resolve, reject) => {
    setTimeout(() => { void (async () => { resolve(await open(path)); })().catch(reject); }, 10);
    each((response) => { void (async () => {
      await open(response);
      reject(new Error(response));
    })().catch(reject); });
  });
}
