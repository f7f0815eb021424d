import { open } from 'node:fs/promises';

declare function render(lines: readonly string[], order: string): Promise<void>;
declare function ask(): Promise<string>;

export async function show(path: string) {
  function again() {
    return render(lines, order);
  }

  const file = await open(path); // expect missing-cleanup: file
  const lines = (await file.readFile('utf8')).split('\n');
  const order: string = await ask();
  await render(lines, order);
  await file.close();
  return again;
}

export async function count(path: string) {
  const total = sum(1);
  const file = await open(path); // expect missing-cleanup: file
  function sum(by: number) {
    return by + 1;
  }
  const { size } = await file.stat();
  await file.close();
  return total + size;
}
