const { load } = require('./lib');
const lib = require('./lib');

const api = { load, both: (name) => load(name) + lib.size(name) };

async function main() {
  console.log(lib.load('a'), api.load('b'), api.both('c'), lib.size('d'));
}

module.exports = { main, api };
