import { open } from 'node:fs/promises';

declare function render(lines: readonly string[], order: string): Promise<void>;
declare function ask(): Promise<string>;

export async function show(path: string) {
  function again() {
    return render(lines, order);
  }

  const file = await open(path);
  let lines: string[];
  let order: string;
  try {
    lines = (await file.readFile('utf8')).split('\n');
    order = await ask();
    await render(lines, order);
    return again;
  } finally {
    await file.close();
  }
}

export async function count(path: string) {
  const total = sum(1);
  const file = await open(path);
  function sum(by: number) {
    return by + 1;
  }
  let size: number;
  try {
    ({ size } = await file.stat());
  } finally {
    await file.close();
  }
  return total + size;
}
