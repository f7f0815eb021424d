// package: { "name": "notes", "dependencies": { "express": "5" } }
import fs from 'node:fs';

interface Response { end(text: unknown): void }

// Settings, state, a cache of answers: a little text, written down by the program itself.
export async function remember(_req: unknown, res: Response, file: string) {
  const before: unknown = JSON.parse(fs.readFileSync(file, 'utf8')); // expect blocking-call (hint): fs.readFileSync(file, 'utf8')
  fs.writeFileSync(file, JSON.stringify({ before })); // expect blocking-call (hint): fs.writeFileSync(file, JSON.stringify({ before }))
  fs.writeFileSync(`${file}.at`, `${Date.now()}`); // expect blocking-call (hint): fs.writeFileSync(`${file}.at`, `${Date.now()}`)
  res.end(before);
}

// What somebody else has sent may be of any size.
export async function receive(_req: unknown, res: Response, file: string, body: Buffer) {
  fs.writeFileSync(file, body); // expect blocking-call (hint): fs.writeFileSync(file, body)
  res.end(fs.readFileSync(file)); // expect blocking-call: fs.readFileSync(file)
}
