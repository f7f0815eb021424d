// types: off
const { EventEmitter } = require('node:events');
const fs = require('node:fs/promises');

const emitter = new EventEmitter();

async function read(path) {
  return await fs.readFile(path, 'utf8');
}

exports.start = async (paths, unknown) => {
  paths.forEach(async (path) => {
    console.log(await read(path));
  });
  paths.forEach(read);
  emitter.on('path', read);
  setTimeout(() => { void (async () => { await read('a'); })().catch((error) => { console.error(error); }); }, 10);
  unknown.on('path', async (path) => { await read(path); });
  unknown.cursor.forEach(async (path) => { await read(path); });
  unknown(async () => { await read('b'); });
};
