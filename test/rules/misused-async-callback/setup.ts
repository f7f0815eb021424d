// package: { "name": "notes", "dependencies": { "express": "4" } }
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

/** Whoever sets the server up is alone with it, and sees what goes wrong. */
export const server = createServer(async (req, res) => { // expect misused-async-callback (hint): async (req, res) => { …
  res.end(await readFile(req.url ?? '/'));
});
