const fs = require('fs');
const { spawn } = require('child_process');
const { EventEmitter, once } = require('events');

async function run(command) {
  const child = spawn(command)
  await once(child, 'exit')
}

function copy(from, to) {
  return new Promise((resolve) => {
    fs.createReadStream(from)
      .pipe(fs.createWriteStream(to))
      .on('finish', resolve)
  })
}

async function opened(file) {
  const out = fs.createWriteStream(file)
  await once(out, 'open')
  return out
}

const silent = (emitter = new EventEmitter()) => new Promise((resolve) => emitter.once('end', resolve))

module.exports = { run, copy, opened, silent }
