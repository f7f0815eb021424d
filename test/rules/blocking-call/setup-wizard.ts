// package: { "name": "notes", "dependencies": { "express": "4" } }
import { pbkdf2Sync } from 'node:crypto';
import { createServer } from 'node:http';

declare function save(key: string): Promise<void>;

/** Whoever sets the program up is the only one that it serves until then. */
export const wizard = createServer(async (req, res) => {
  const key = pbkdf2Sync(req.url ?? '', 'notes', 100_000, 32, 'sha256'); // expect blocking-call (hint): pbkdf2Sync(…
  await save(key.toString('hex')).catch(console.error);
  res.end();
});
