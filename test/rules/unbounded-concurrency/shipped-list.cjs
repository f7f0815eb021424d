const shipped = require('./shipped.json');
const { readFileSync } = require('node:fs');

/** What ships with the program grows with the program. */
exports.warm = () => Promise.all(shipped.pages.map((/** @type {string} */ page) => fetch(page)));

exports.warmFrom = (/** @type {string} */ file) => {
  const read = JSON.parse(readFileSync(file, 'utf8'));
  return Promise.all(read.pages.map((/** @type {string} */ page) => fetch(page))); // expect unbounded-concurrency: Promise.all(read.pages.map((/** @type {string} */ page) => fetch(page)))
};
