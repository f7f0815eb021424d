const fs = require('fs');
const { spawn } = require('child_process');
const { EventEmitter } = require('events');

async function run(command) {
  const child = spawn(command)
  await new Promise(resolve => child.on('exit', resolve)) // expect never-settles: new Promise(resolve => child.on('exit', resolve))
}

function copy(from, to) {
  return new Promise((resolve) => { // expect never-settles: new Promise((resolve) => { …
    fs.createReadStream(from)
      .pipe(fs.createWriteStream(to))
      .on('finish', resolve)
  })
}

async function opened(file) {
  const out = fs.createWriteStream(file)
  await new Promise((resolve) => { out.once('open', () => resolve()) }) // expect never-settles: new Promise((resolve) => { out.once('open', () => resolve()) })
  return out
}

const silent = (emitter = new EventEmitter()) => new Promise((resolve) => emitter.once('end', resolve))

module.exports = { run, copy, opened, silent }
