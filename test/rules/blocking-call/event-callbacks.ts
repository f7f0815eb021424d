import fs from 'node:fs';
import http from 'node:http';
import { EventEmitter } from 'node:events';

http.createServer((_request, response) => {
  response.end(fs.readFileSync('index.html')); // expect blocking-call: fs.readFileSync('index.html')
}).listen(0);

setInterval(() => fs.writeFileSync('alive', String(Date.now())), 1000); // expect blocking-call: fs.writeFileSync('alive', String(Date.now()))

const events = new EventEmitter();
events.on('saved', (names: string[]) => {
  for (const name of names) fs.rmSync(name); // expect blocking-call: fs.rmSync(name)
  names.forEach((name) => { fs.unlinkSync(name); }); // expect blocking-call: fs.unlinkSync(name)
});
events.once('opened', opened);

function opened(name: string) {
  fs.appendFileSync('log', name); // expect blocking-call: fs.appendFileSync('log', name)
}

export function copy(file: string) {
  fs.readFile(file, 'utf8', (error, text) => {
    if (!error) fs.writeFileSync('copy', text); // expect blocking-call: fs.writeFileSync('copy', text)
  });
}

export const later = (work: Promise<string>) => work.then((text) => fs.writeFileSync('result', text)); // expect blocking-call: fs.writeFileSync('result', text)
