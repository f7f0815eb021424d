const fs = require('node:fs/promises');

let config;
const sizes = {};
let total = 0;

async function getConfig() {
  if (!config) {
    config = await fs.readFile('config.json', 'utf8'); // expect lost-update (hint): config = await fs.readFile('config.json', 'utf8')
  }
  return config;
}

async function measure(file) {
  if (file in sizes) return sizes[file];
  const { size } = await fs.stat(file);
  sizes[file] = size; // expect lost-update (hint): sizes[file] = size
  total += (await fs.stat(file)).size; // expect lost-update: total += (await fs.stat(file)).size
  return size;
}

module.exports = { getConfig, measure };
