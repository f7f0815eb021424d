import { readFileSync } from 'node:fs';

export function configure(config) {
  config.lookup = (name, callback) => { // refused: it is kept as `config.lookup`, and nothing says who calls that
    callback(readFileSync(name, 'utf8')); // make-async: readFileSync(name, 'utf8')
  };
}
