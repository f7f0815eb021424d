const { load } = require('./lib');
const lib = require('./lib');

const api = { load, both: async (name) => await load(name) + await lib.size(name) };

async function main() {
  console.log(await lib.load('a'), await api.load('b'), await api.both('c'), await lib.size('d'));
}

module.exports = { main, api };
