'use strict'
const { readFileSync } = require('fs')
const path = require('path')
const { access } = require('fs/promises')
const { readFile } = require('fs/promises')

exports.load = async (folder) => {
  const file = path.join(folder, 'a.json')
  if (!(await access(file).then(() => true, () => false))) return undefined
  return JSON.parse(await readFile(file))
}

exports.loadSync = (file) => JSON.parse(readFileSync(file))
