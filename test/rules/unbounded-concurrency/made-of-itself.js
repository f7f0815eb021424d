// types: off
const urls = urls.filter(Boolean);
const count = count;
const limit = limit;

async function all() {
  await Promise.all(urls.map(async (url) => { // expect unbounded-concurrency: Promise.all(…
    await fetch(url);
  }));
  await Promise.all(Array.from({ length: count }, async () => { // expect unbounded-concurrency: Promise.all(…
    await fetch(limit);
  }));
}

module.exports = { all };
