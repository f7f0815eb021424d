declare function open(path: string): Promise<string>;

export function read(path: string) {
  return (async (): Promise<string> => {
    const text = await open(path);
    if (text === '') throw new Error('empty');
    return text;
  })();
}
