// package: { "name": "notes", "dependencies": { "express": "5" } }
import { writeFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';

// A worker that ends with an error tells its parent by that.
parentPort?.on('message', async (name: string) => { // expect misused-async-callback (hint): async (name: string) => { await writeFile(name, ''); parentPort?.postMessage(name); }
  await writeFile(name, '');
  parentPort?.postMessage(name);
});
