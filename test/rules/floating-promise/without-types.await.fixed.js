// types: off
import fs from 'node:fs';
import { readFile as read } from 'node:fs/promises';
import { promisify } from 'node:util';
import { exec } from 'node:child_process';

const run = promisify(exec);
export const posts = {};
posts.create = async function () { await run('ls'); };

class Store {
  async save() { await read('a'); }
  saveAll() {
    this.save();
    const self = this;
    [1, 2].map(() => self.save());
  }
}

export async function start(unknown) {
  await fetch('/a');
  await fs.promises.readFile('b');
  await read('c');
  await run('ls');
  await posts.create();
  await new Store().save();
  await run('ls').then(console.log);
  unknown.save();
  fs.readFile('d', () => {});
}
