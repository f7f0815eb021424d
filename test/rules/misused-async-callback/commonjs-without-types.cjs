// types: off
const { EventEmitter } = require('node:events');
const fs = require('node:fs/promises');

const emitter = new EventEmitter();

async function read(path) {
  return await fs.readFile(path, 'utf8');
}

exports.start = async (paths, unknown) => {
  paths.forEach(async (path) => { // expect misused-async-callback: async (path) => { …
    console.log(await read(path));
  });
  paths.forEach(read); // expect misused-async-callback: read
  emitter.on('path', read); // expect misused-async-callback: read
  setTimeout(async () => { await read('a'); }, 10); // expect misused-async-callback: async () => { await read('a'); }
  unknown.on('path', async (path) => { await read(path); });
  unknown.cursor.forEach(async (path) => { await read(path); });
  unknown(async () => { await read('b'); });
};
