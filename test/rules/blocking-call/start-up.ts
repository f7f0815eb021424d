import fs from 'node:fs';
import http from 'node:http';

const defaults = fs.readFileSync('defaults.json', 'utf8');
const names = ['a', 'b'].map((name) => fs.readFileSync(name, 'utf8'));

function load() {
  return fs.readFileSync('config.json', 'utf8');
}

async function main() {
  const config = load() + defaults;
  http.createServer((_request, response) => {
    response.end(fs.readFileSync('index.html')); // expect blocking-call: fs.readFileSync('index.html')
  }).listen(config.length);
}

main().catch(() => fs.writeFileSync('failed', String(names)));

class Loader {
  static readonly text = fs.readFileSync('text', 'utf8');
  static { fs.writeFileSync('seen', Loader.text); }
}
export { Loader };
