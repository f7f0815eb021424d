import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', async (file: string) => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  parentPort?.postMessage(readFileSync(file));
});
