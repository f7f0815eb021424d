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
  trySend('a'); // expect floating-promise (information): trySend('a')
  tryLoudly('b'); // expect floating-promise: tryLoudly('b')
  sleep(100); // expect floating-promise (information): sleep(100)
  sleep(100, undefined, { signal }); // expect floating-promise: sleep(100, undefined, { signal })
  Promise.allSettled([trySend('d')]); // expect floating-promise (information): Promise.allSettled([trySend('d')])
  (async () => { await sleep(1); failures = 0; })(); // expect floating-promise (information): (async () => { await sleep(1); failures = 0; })()
  return failures;
}
