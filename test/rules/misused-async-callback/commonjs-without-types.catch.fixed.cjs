// types: off
const { EventEmitter } = require('node:events');
const fs = require('node:fs/promises');

const emitter = new EventEmitter();

async function read(path) {
  return await fs.readFile(path, 'utf8');
}

exports.start = async (paths, unknown) => {
  paths.forEach((path) => { void (async () => {
    console.log(await read(path));
  })().catch((error) => { console.error(error); }); });
  paths.forEach((...args) => { void read(...args).catch((error) => { console.error(error); }); });
  emitter.on('path', (...args) => { void read(...args).catch((error) => { console.error(error); }); });
  setTimeout(() => { void (async () => { await read('a'); })().catch((error) => { console.error(error); }); }, 10);
  unknown.on('path', async (path) => { await read(path); });
  unknown.cursor.forEach(async (path) => { await read(path); });
  unknown(async () => { await read('b'); });
};
