// package: { "name": "notes", "devDependencies": { "electron": "40" } }
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

interface Channel { handle(name: string, answer: (name: string) => unknown): void }

// One person waits for one file; another program may take its time.
export function serve(channel: Channel) {
  channel.handle('open', async (name) => readFileSync(name)); // expect blocking-call (hint): readFileSync(name)
  channel.handle('sync', async (name) => execFileSync('rsync', [name])); // expect blocking-call: execFileSync('rsync', [name])
  channel.handle('unpack', async (body) => gunzipSync(String(body))); // expect blocking-call (hint): gunzipSync(String(body))
  channel.handle('find', async (name) => find(name)); // expect blocking-call (hint): find(name)
}

function find(name: unknown) {
  return execFileSync('which', [String(name)]);
}

// Its name tells those who call it.
export async function openSync(name: string) {
  return execFileSync('open', [name]); // expect blocking-call (hint): execFileSync('open', [name])
}
