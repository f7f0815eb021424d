const fs = require('node:fs/promises');

async function copyBoth(from, to) {
  const left = fs.readFile(from);
  const right = fs.readFile(to);
  const [one, two] = await Promise.all([left, right]);
  return [one, two]
}

async function whenAsked(from) {
  const text = fs.readFile(from);
  const { size } = await fs.stat(from);
  if (size === 0) return '';
  return String(await text);
}

module.exports = { copyBoth, whenAsked };
