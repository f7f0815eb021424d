// types: off
const urls = urls.filter(Boolean);
const count = count;
const limit = limit;

async function all(load) {
  await Promise.all(urls.map(async (url) => { // expect unbounded-concurrency: Promise.all(…
    await load(url);
  }));
  await Promise.all(Array.from({ length: count }, async () => { // expect unbounded-concurrency: Promise.all(…
    await load(limit);
  }));
}

module.exports = { all };
