// package: { "name": "notes", "dependencies": { "express": "5" } }
import { EventEmitter } from 'node:events';

declare function send(name: string): Promise<void>;
declare function onMessage(message: unknown): void;
interface Builder { stop?(): Promise<void> }

// All that is awaited is guarded: they are meant to run on their own.
export function sendAll(names: string[]) {
  names.forEach(async (name) => { // expect misused-async-callback (hint): async (name) => {…
    const shown = JSON.parse(name) as string;
    try {
      await send(shown);
    } catch (error) {
      console.error(shown, error);
    }
  });
}

export async function sendEach(names: string[]) {
  names.forEach(async (name) => { // expect misused-async-callback: async (name) => {…
    await send(name);
  });
  await send('all');
}

export function stopAll(builders: Builder[]) {
  builders.forEach((builder) => builder.stop?.()); // expect misused-async-callback (hint): (builder) => builder.stop?.()
}

// Without `async` an error of the parser would end the program as well.
export function listen(source: EventEmitter) {
  source.on('message', async (text: string) => { // expect misused-async-callback (hint): async (text: string) => {…
    onMessage(JSON.parse(text));
  });
}
