// package: { "name": "note-printer", "bin": "./print.js", "dependencies": { "express": "5", "commander": "14" } }
import { execSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';

// People start this by hand and wait for it anyway: nobody else does.
export async function print(name: string) {
  const text = readFileSync(name, 'utf8'); // expect blocking-call (hint): readFileSync(name, 'utf8')
  writeFileSync(`${name}.html`, text); // expect blocking-call (hint): writeFileSync(`${name}.html`, text)
  process.stdout.on('resize', () => execSync('tput reset')); // expect blocking-call (hint): execSync('tput reset')
}

export function preview(name: string) {
  return http.createServer((_request, response) => {
    response.end(readFileSync(name)); // expect blocking-call (hint): readFileSync(name)
  });
}
