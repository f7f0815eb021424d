// package: { "name": "notes", "dependencies": { "express": "5" } }
import fs from 'node:fs';
import http from 'node:http';

declare const app: { get(path: string, handle: (req: unknown, res: { send(value: unknown): void }) => void): void };

function hasNotes(folder: string) {
  return fs.existsSync(folder);
}

// What registers handlers runs before they do.
export async function mount(folder: string) {
  const words = fs.readFileSync(folder, 'utf8'); // expect blocking-call (hint): fs.readFileSync(folder, 'utf8')
  app.get('/', (_req, res) => {
    res.send(hasNotes(folder) ? fs.readFileSync(folder, 'utf8') : words); // expect blocking-call (hint): hasNotes(folder) // expect blocking-call: fs.readFileSync(folder, 'utf8')
  });
  app.get('/size', (_req, res) => {
    if (fs.existsSync('notes')) res.send(fs.statSync(folder).size); // expect blocking-call (hint): fs.existsSync('notes') // expect blocking-call (hint): fs.statSync(folder)
  });
}

export async function open(key: string) {
  return http.createServer({ keepAlive: true }).listen(fs.readFileSync(key).length); // expect blocking-call (hint): fs.readFileSync(key)
}

function writeSettings(text: string) {
  fs.writeFileSync('settings.json', text);
}

export async function change(text: string) {
  writeSettings(text); // expect blocking-call (hint): writeSettings(text)
}
