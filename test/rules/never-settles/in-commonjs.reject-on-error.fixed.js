const fs = require('fs');
const { spawn } = require('child_process');
const { EventEmitter } = require('events');

async function run(command) {
  const child = spawn(command)
  await new Promise((resolve, reject) => child.on('exit', resolve).on('error', reject))
}

function copy(from, to) {
  return new Promise((resolve, reject) => {
    fs.createReadStream(from)
      .pipe(fs.createWriteStream(to))
      .on('finish', resolve)
      .on('error', reject)
  })
}

async function opened(file) {
  const out = fs.createWriteStream(file)
  await new Promise((resolve, reject) => { out.once('open', () => resolve()).on('error', reject) })
  return out
}

const silent = (emitter = new EventEmitter()) => new Promise((resolve) => emitter.once('end', resolve))

module.exports = { run, copy, opened, silent }
