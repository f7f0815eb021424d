import fs from 'node:fs';
import http from 'node:http';

const server = http.createServer((_request, response) => {
  response.end(fs.readFileSync('index.html')); // expect blocking-call: fs.readFileSync('index.html')
});

// The whole program: nothing runs before this callback does.
fs.open('server.pid', 'wx', (error) => {
  if (error && fs.existsSync('server.pid')) fs.unlinkSync('server.pid');
  server.listen(8080, async () => {
    fs.writeFileSync('server.pid', String(process.pid));
  });
});

server.on('listening', () => fs.writeFileSync('ready', ''));
server.on('request', () => {
  fs.appendFileSync('log', 'request'); // expect blocking-call: fs.appendFileSync('log', 'request')
});

async function watch() {
  const settings = fs.readFileSync('settings.json', 'utf8');
  for (const name of settings.split(',')) fs.mkdirSync(name);
  for (;;) {
    fs.readFileSync('queue'); // expect blocking-call: fs.readFileSync('queue')
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

watch().catch((error: Error) => {
  fs.writeFileSync('crash', error.message);
  throw error;
});

/** Called by the program that uses this module, before it serves anybody. */
export async function initDatabase(file: string) {
  if (!fs.existsSync(file)) fs.copyFileSync('empty.db', file);
}
