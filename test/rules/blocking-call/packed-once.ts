// package: { "name": "notes", "dependencies": { "express": "5" } }
import { gzipSync } from 'node:zlib';

// What never changes is small; what comes in may be large.
export async function index(notes: string) {
  const empty = gzipSync(Buffer.from('[]')); // expect blocking-call (hint): gzipSync(Buffer.from('[]'))
  return notes === '' ? empty : gzipSync(Buffer.from(notes)); // expect blocking-call: gzipSync(Buffer.from(notes))
}
