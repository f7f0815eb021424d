const { promisify } = require('node:util');

const pause = promisify(setTimeout);

function within(work, ms) {
  let timer;
  return Promise.race([work, new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), ms);
  })]).finally(() => clearTimeout(timer));
}

async function load(url) {
  const timer = new AbortController();
  return await Promise.race([fetch(url), pause(10000, undefined, { signal: timer.signal })]).finally(() => timer.abort());
}

module.exports = { within, load };
