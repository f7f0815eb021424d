import { open } from 'node:fs/promises';

declare function send(text: string): Promise<string>;
declare const client: { on(event: string, listener: () => void): void; off(event: string, listener: () => void): void };
declare const progress: { setNested(nested: boolean): void };

/** Closing it is a note of its own. */
class Plan {
  private isOpen = true;
  close() {
    this.isOpen = false;
  }
}

export async function plan() {
  const made = new Plan();
  await send('plan');
  made.close();
}

/** The first error ends the program. */
(async () => {
  const file = await open('log'); // expect missing-cleanup (hint): file
  await file.write(await send('log'));
  await file.close();
})();

export async function listens(onDrag: () => void) {
  client.on('drag', onDrag); // expect missing-cleanup (hint): client.on('drag', onDrag)
  await send('on');
  try {
    await send('drag');
  } finally {
    client.off('drag', onDrag);
  }
}
