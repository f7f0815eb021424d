declare function open(path: string): Promise<string>;

export function read(path: string) {
  return new Promise<string>(async (resolve, reject) => { // expect misused-async-callback: async (resolve, reject) => { …
    const text = await open(path);
    if (text === '') return reject(new Error('empty'));
    resolve(text);
  });
}
