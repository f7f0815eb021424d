const { readFile } = require('fs/promises')

async function all(names) {
  const limit = createLimiter(10)
  const texts = await Promise.all(names.map((name) => limit(async () => {
    return readFile(name, 'utf8')
  })))
  await Promise.all(names.map((name) => limit(() => readFile(name))))
  return texts
}

module.exports = { all }

/** Runs the functions it is given, at most `limit` of them at the same time; the others wait for their turn. */
function createLimiter(limit) {
  let running = 0
  const waiting = []
  return async function run(task) {
    if (running >= limit) await new Promise((resolve) => { waiting.push(resolve) })
    else running += 1
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
