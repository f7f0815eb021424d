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
    this.save(); // expect floating-promise: this.save()
    const self = this;
    [1, 2].map(() => self.save()); // expect floating-promise: [1, 2].map(() => self.save())
  }
}

export async function start(unknown) {
  fetch('/a'); // expect floating-promise: fetch('/a')
  fs.promises.readFile('b'); // expect floating-promise: fs.promises.readFile('b')
  read('c'); // expect floating-promise: read('c')
  run('ls'); // expect floating-promise: run('ls')
  posts.create(); // expect floating-promise: posts.create()
  new Store().save(); // expect floating-promise: new Store().save()
  const p = run('ls').then(console.log); // expect floating-promise: p
  unknown.save();
  fs.readFile('d', () => {});
}
