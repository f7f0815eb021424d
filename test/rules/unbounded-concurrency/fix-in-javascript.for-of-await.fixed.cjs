const { readFile } = require('fs/promises')

async function all(names) {
  const texts = []
  for (const name of names) {
    texts.push(await readFile(name, 'utf8'))
  }
  for (const name of names) {
    await readFile(name)
  }
  return texts
}

module.exports = { all }
