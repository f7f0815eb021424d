const { readFile } = require('fs/promises')

async function all(names) {
  const texts = await Promise.all(names.map(async (name) => { // expect unbounded-concurrency: Promise.all(…
    return readFile(name, 'utf8')
  }))
  await Promise.all(names.map((name) => readFile(name))) // expect unbounded-concurrency: Promise.all(…
  return texts
}

module.exports = { all }
