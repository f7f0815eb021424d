import { readFileSync } from 'node:fs';

let certificate: string | undefined;
let key: string | undefined;

export async function credentials() {
  certificate ??= readFileSync('cert.pem', 'utf8'); // expect blocking-call (information): readFileSync('cert.pem', 'utf8')
  if (!key) key = readFileSync('key.pem', 'utf8'); // expect blocking-call (information): readFileSync('key.pem', 'utf8')
  return { certificate, key };
}

function template() {
  if (certificate !== undefined) return certificate;
  certificate = readFileSync('page.html', 'utf8');
  return certificate;
}

export async function page() {
  return template(); // expect blocking-call (information): template()
}

let started = false;

export async function startOnce() {
  if (!started) {
    readFileSync('module.wasm'); // expect blocking-call (information): readFileSync('module.wasm')
    started = true;
  }
}

export async function notKept(file: string) {
  let text: string | undefined;
  if (!text) text = readFileSync(file, 'utf8'); // expect blocking-call: readFileSync(file, 'utf8')
  return text;
}
