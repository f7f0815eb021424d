// package: { "name": "notes", "dependencies": { "express": "5" } }
import { gunzipSync, gzipSync } from 'node:zlib';

// It comes slower over the network than this takes.
export async function receive(req: { body: Buffer }, res: { end(text: Buffer): void }) {
  res.end(gunzipSync(req.body)); // expect blocking-call (hint): gunzipSync(req.body)
}

export async function send(req: { body: Buffer }, res: { end(text: Buffer): void }) {
  res.end(gzipSync(req.body)); // expect blocking-call: gzipSync(req.body)
}
