import path from 'node:path';
import { Worker } from 'node:worker_threads';

const isBundled = !import.meta.filename.endsWith('.ts');

/** Starts a program that lies beside this one in a thread of its own. Of the source tsx has to be told in each thread anew. */
export function startThread(name: string, data: unknown): Worker {
  // Standard output belongs to the protocol.
  const options = { workerData: data, stdout: true };
  if (isBundled) return new Worker(path.join(import.meta.dirname, `${name}.cjs`), options);
  const entry = JSON.stringify(new URL(`./${name}.ts`, import.meta.url).href);
  return new Worker(`import('tsx/esm/api').then(({ register }) => { register(); return import(${entry}); });`, { ...options, eval: true });
}
