const fs = require('node:fs/promises');

async function copyBoth(from, to) {
  const left = fs.readFile(from);
  const right = fs.readFile(to); // expect late-await: fs.readFile(to)
  const one = await left
  const two = await right
  return [one, two]
}

async function whenAsked(from) {
  const text = fs.readFile(from); // expect late-await: fs.readFile(from)
  const { size } = await fs.stat(from);
  if (size === 0) return '';
  return String(await text);
}

module.exports = { copyBoth, whenAsked };
