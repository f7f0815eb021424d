const { readFileSync } = require('fs');

const load = (name) => readFileSync(name, 'utf8'); // make-async: readFileSync(name, 'utf8')

module.exports = { load };
