const fs = require('node:fs/promises');

let config;
let configPromise;
const sizes = {};
let total = 0;

async function getConfig() {
  if (!config) {
    config = await (configPromise ??= fs.readFile('config.json', 'utf8').finally(() => { configPromise = undefined; }));
  }
  return config;
}

async function measure(file) {
  if (file in sizes) return sizes[file];
  const { size } = await fs.stat(file);
  sizes[file] = size;
  total += (await fs.stat(file)).size;
  return size;
}

module.exports = { getConfig, measure };
