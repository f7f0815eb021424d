import { existsSync, readFileSync } from 'node:fs';

export async function makeSigner(key: string) {
  const certificate = await readCertificate();
  return { certificate, key: readFileSync(key) }; // expect blocking-call (information): readFileSync(key)
}

async function readCertificate() {
  if (!existsSync('certificate.pem')) throw new Error('There is no certificate.');
  return readFileSync('certificate.pem'); // expect blocking-call (information): readFileSync('certificate.pem')
}

export async function readDocument(name: string) {
  return readFileSync(name); // expect blocking-call: readFileSync(name)
}
