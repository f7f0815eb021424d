'use strict'
const { readFileSync, existsSync } = require('fs')
const path = require('path')

exports.load = async (folder) => {
  const file = path.join(folder, 'a.json')
  if (!existsSync(file)) return undefined // expect blocking-call (information): existsSync(file)
  return JSON.parse(readFileSync(file)) // expect blocking-call: readFileSync(file)
}

exports.loadSync = (file) => JSON.parse(readFileSync(file))
