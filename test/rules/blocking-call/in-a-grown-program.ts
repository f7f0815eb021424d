// package: { "name": "notes", "dependencies": { "express": "5" } }
// grown
import { execSync } from 'node:child_process';
import { pbkdf2Sync } from 'node:crypto';
import fs from 'node:fs';

function template(name: string) {
  return fs.readFileSync(name, 'utf8');
}

function version() {
  return execSync('git --version');
}

function hash(password: string) {
  return pbkdf2Sync(password, 'salt', 600_000, 32, 'sha256');
}

// What a helper reads, those know who wrote it; what it computes takes its time everywhere.
export async function page(req: { name: string; password: string }, res: { end(text: string | Buffer): void }) {
  res.end(template(req.name)); // expect blocking-call (hint): template(req.name)
  res.end(version()); // expect blocking-call (hint): version()
  res.end(fs.readFileSync(req.name)); // expect blocking-call: fs.readFileSync(req.name)
  res.end(hash(req.password)); // expect blocking-call: hash(req.password)
}

const first = (password: string) => hash(password);
const second = (password: string) => first(password);
const third = (password: string) => second(password);

// Through so many hands it comes by something that keeps or decides.
export async function enter(req: { password: string }, res: { end(text: string | Buffer): void }) {
  res.end(second(req.password)); // expect blocking-call: second(req.password)
  res.end(third(req.password)); // expect blocking-call (hint): third(req.password)
}

// What is done about an error is done seldom.
export async function pack(req: { name: string }, res: { end(text: string | Buffer): void }) {
  try {
    res.end(await fs.promises.readFile(req.name));
  } catch {
    res.end(execSync(`recover ${req.name}`)); // expect blocking-call (hint): execSync(`recover ${req.name}`)
  }
}
