// types: off
const { EventEmitter } = require('node:events');
const fs = require('node:fs/promises');

const emitter = new EventEmitter();

async function read(path) {
  return await fs.readFile(path, 'utf8');
}

exports.start = async (paths, unknown) => {
  for (const path of paths) {
    console.log(await read(path));
  }
  for (const path of paths) {
    await read(path);
  }
  emitter.on('path', read);
  setTimeout(async () => { await read('a'); }, 10);
  unknown.on('path', async (path) => { await read(path); });
  unknown.cursor.forEach(async (path) => { await read(path); });
  unknown(async () => { await read('b'); });
};
