const fs = require('node:fs/promises');

let config;
let configPromise;
const sizes = {};
const measurePromises = new Map();
let total = 0;

async function getConfig() {
  if (!config) {
    config = await (configPromise ??= fs.readFile('config.json', 'utf8').finally(() => { configPromise = undefined; }));
  }
  return config;
}

async function measure(file) {
  if (file in sizes) return sizes[file];
  let pending = measurePromises.get(file);
  if (!pending) {
    pending = (async () => {
      const { size } = await fs.stat(file);
      sizes[file] = size;
      total += (await fs.stat(file)).size;
      return size;
    })().finally(() => { measurePromises.delete(file); });
    measurePromises.set(file, pending);
  }
  return await pending;
}

module.exports = { getConfig, measure };
