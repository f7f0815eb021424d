// package: { "name": "notes", "dependencies": { "express": "5" } }
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const CONFIG_DIR = process.env['NOTES_CONFIG'] ?? '/etc/notes';

export async function render(name: string) {
  return fs.readFileSync(name, 'utf8'); // expect blocking-call (hint): fs.readFileSync(name, 'utf8')
}

// One entry of a folder, or one of the program's own files: no time that anybody would notice.
export async function archive(name: string) {
  fs.mkdirSync('archive', { recursive: true }); // expect blocking-call (hint): fs.mkdirSync('archive', { recursive: true })
  fs.renameSync(name, path.join('archive', name)); // expect blocking-call (hint): fs.renameSync(name, path.join('archive', name))
  const file = path.join(import.meta.dirname, 'archive.html');
  fs.readFileSync(path.join(name, 'package.json')); // expect blocking-call (hint): fs.readFileSync(path.join(name, 'package.json'))
  return fs.existsSync(name) ? undefined : fs.readFileSync(file); // expect blocking-call (hint): fs.existsSync(name) // expect blocking-call (hint): fs.readFileSync(file)
}

// Who calls this, and how often, nobody knows.
export async function list(names: string[]) {
  for (const name of names) fs.unlinkSync(name); // expect blocking-call (hint): fs.unlinkSync(name)
  return names.filter((name) => fs.statSync(name).isFile()); // expect blocking-call (hint): fs.statSync(name)
}

export async function show(_req: unknown, res: { end(text: Buffer): void }) {
  fs.mkdirSync('shown', { recursive: true }); // expect blocking-call (hint): fs.mkdirSync('shown', { recursive: true })
  fs.writeFileSync('shown/last.txt', 'index'); // expect blocking-call (hint): fs.writeFileSync('shown/last.txt', 'index')
  res.end(fs.readFileSync('index.html')); // expect blocking-call (hint): fs.readFileSync('index.html')
}

function keep(name: string, text: string) {
  fs.mkdirSync(path.dirname(name), { recursive: true });
  fs.writeFileSync(name, text);
}

export async function receive(name: string, text: string) {
  keep(name, text); // expect blocking-call (hint): keep(name, text)
}

// What a request names may be of any size, and many files add up.
export async function download(req: { name: string; names: string[] }, res: { write(part: Buffer): void; end(text: Buffer): void }) {
  for (const name of req.names) res.write(fs.readFileSync(name)); // expect blocking-call: fs.readFileSync(name)
  res.end(fs.readFileSync(req.name)); // expect blocking-call: fs.readFileSync(req.name)
}

// What is configured is short.
export async function configured(req: { name: string }, res: { end(text: Buffer): void }) {
  const file = path.join(CONFIG_DIR, req.name);
  res.end(fs.readFileSync(file)); // expect blocking-call (hint): fs.readFileSync(file)
}

function open(name: string, isNew = false) {
  if (isNew) keep(name, execFileSync('new-note').toString());
  return fs.existsSync(name);
}

// Whether it comes to that, the caller says.
export async function look(_req: unknown, res: { end(found: boolean): void }) {
  res.end(open('notes')); // expect blocking-call (hint): open('notes')
}

// The first request makes what is missing; a comment that names the call says that it was chosen.
export async function warm(req: { name: string }, res: { end(text: string): void }) {
  if (!fs.existsSync('cache')) execFileSync('make-cache'); // expect blocking-call (hint): fs.existsSync('cache') // expect blocking-call (hint): execFileSync('make-cache')
  // By execFileSync, so that it is there when the answer says so.
  execFileSync('make-note'); // expect blocking-call (hint): execFileSync('make-note')
  execFileSync('tell-others'); // expect blocking-call: execFileSync('tell-others')
  res.end(req.name);
}

class Shelf {
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  read() {
    return fs.readFileSync(this.file, 'utf8');
  }
}

// What is parsed at once is little, also through a helper.
export async function settings(req: { name: string }, res: { end(text: string): void }) {
  res.end(JSON.parse(new Shelf('settings.json').read())[req.name]); // expect blocking-call (hint): new Shelf('settings.json').read()
  res.end(new Shelf(req.name).read()); // expect blocking-call: new Shelf(req.name).read()
}

function template(name: string) {
  return fs.readFileSync(path.join(import.meta.dirname, name), 'utf8');
}

function secrets() {
  return fs.readFileSync(path.join(import.meta.dirname, 'secrets'), 'utf8');
}

export async function page(req: { name: string }, res: { end(text: string): void }) {
  res.end(template(req.name)); // expect blocking-call: template(req.name)
  res.end(secrets()); // expect blocking-call (hint): secrets()
}
