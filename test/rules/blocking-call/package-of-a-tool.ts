// package: { "name": "@notes/vite-plugin-notes", "peerDependencies": { "express": "5" } }
import { readFileSync } from 'node:fs';

// Only developers run it, each for himself.
export async function transform(name: string) {
  return readFileSync(name, 'utf8'); // expect blocking-call (hint): readFileSync(name, 'utf8')
}

export function serve(use: (handle: (req: string, res: { end(text: string): void }) => void) => void) {
  use((req, res) => res.end(readFileSync(req, 'utf8')));
}

export async function handle(req: string, res: { end(text: string): void }) {
  res.end(readFileSync(req, 'utf8')); // expect blocking-call (hint): readFileSync(req, 'utf8')
}
