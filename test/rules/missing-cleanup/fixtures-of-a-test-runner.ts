import { open } from 'node:fs/promises';

declare function send(text: string): Promise<string>;

/** The fixture of a test runner runs the test in there, and hears of no error. */
export async function opened(use: (file: unknown) => Promise<void>) {
  const file = await open('log'); // expect missing-cleanup (hint): file
  await file.write(await send('opened'));
  await use(file);
  await file.close();
}

export async function fixture(use: (file: unknown) => Promise<void>) {
  const file = await open('log');
  await use(file);
  await file.close();
}
