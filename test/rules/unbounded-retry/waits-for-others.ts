// package: { "name": "notes", "dependencies": { "express": "5" } }
import { setTimeout as sleep } from 'node:timers/promises';

declare function connect(): Promise<void>;

// A server that cannot do without its database has nothing better to do than to wait for it.
export async function untilConnected() {
  for (;;) { // expect unbounded-retry (hint): for (;;) {…
    try {
      await connect();
      return;
    } catch (error) {
      console.log('not yet', error);
      await sleep(1000);
    }
  }
}

export async function runForEver() {
  try {
    await connect();
  } catch (error) {
    console.log('again in a minute', error);
    await sleep(60_000);
    void runForEver(); // expect unbounded-retry (hint): runForEver()
  }
}
