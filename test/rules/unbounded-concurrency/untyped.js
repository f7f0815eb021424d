// types: off
const { readFile } = require('node:fs/promises');

async function one(name) {
  return readFile(name, 'utf8');
}

async function all(names, unknown) {
  await Promise.all(names.map(one)); // expect unbounded-concurrency: Promise.all(names.map(one))
  await Promise.all(names.map((name) => readFile(name))); // expect unbounded-concurrency: Promise.all(…
  await Promise.all(names.map(async (name) => {
    const text = await unknown(name);
    return text.length;
  }));
  await Promise.all(names.map((name) => unknown(name)));
  await Promise.all(names.map(unknown));
}

module.exports = { all };
