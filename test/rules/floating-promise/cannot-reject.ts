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
  trySend('c').then(() => { failures = 0; }); // expect floating-promise (information): trySend('c').then(() => { failures = 0; })
  Promise.allSettled([send('d')]); // expect floating-promise (information): Promise.allSettled([send('d')])
  (async () => { failures = 0; })(); // expect floating-promise (information): (async () => { failures = 0; })()
}
