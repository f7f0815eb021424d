// package: { "name": "notes", "dependencies": { "ws": "8" } }
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

export async function shutdown(state: string) {
  fs.writeFileSync('state.json', state); // expect blocking-call (hint): fs.writeFileSync('state.json', state)
}

export async function saveSettings(name: string, text: string) {
  fs.writeFileSync(name, text); // expect blocking-call (hint): fs.writeFileSync(name, text)
}

export async function prepare(name: string) {
  if (process.env['NODE_ENV'] !== 'production') fs.writeFileSync(name, 'source map'); // expect blocking-call (hint): fs.writeFileSync(name, 'source map')
  if (process.env['NODE_ENV'] === 'production') fs.writeFileSync(name, 'notes'); // expect blocking-call (hint): fs.writeFileSync(name, 'notes')
  if (process.env['NODE_ENV'] === 'production') execFileSync('sync'); // expect blocking-call: execFileSync('sync')
  if (process.env['NODE_ENV'] !== 'production') execFileSync('sync'); // expect blocking-call (hint): execFileSync('sync')
}

class Notes {
  async start() {
    await this.readAll('notes');
  }

  private async readAll(folder: string) {
    return fs.readdirSync(folder); // expect blocking-call (hint): fs.readdirSync(folder)
  }

  async find(folder: string) {
    return fs.readdirSync(folder); // expect blocking-call (hint): fs.readdirSync(folder)
  }
}

export const notes = new Notes();
