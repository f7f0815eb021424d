import { setTimeout as sleep } from 'node:timers/promises';

declare function send(text: string): Promise<void>;
let failures = 0;

async function trySend(text: string) {
  try {
    await send(text);
  } catch (error) {
    failures += 1;
    console.error('not sent', error);
  }
}

async function tryLoudly(text: string) {
  try {
    await send(text);
  } catch (error) {
    throw new Error(`not sent ${failures}`, { cause: error });
  }
}

export async function notify(signal: AbortSignal) {
  void trySend('a');
  void tryLoudly('b');
  void sleep(100);
  void sleep(100, undefined, { signal });
  void Promise.allSettled([trySend('d')]);
  void (async () => { await sleep(1); failures = 0; })();
  return failures;
}
