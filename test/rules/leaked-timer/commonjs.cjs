const { promisify } = require('node:util');

const pause = promisify(setTimeout);

function within(work, ms) {
  return Promise.race([work, new Promise((_, reject) => {
    setTimeout(() => reject(new Error('too late')), ms); // expect leaked-timer: setTimeout(() => reject(new Error('too late')), ms)
  })]);
}

async function load(url) {
  return await Promise.race([fetch(url), pause(10000)]); // expect leaked-timer: pause(10000)
}

module.exports = { within, load };
