import { generateKeyPairSync } from 'node:crypto';

const curve = 'ed25519';

export async function signer() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }); // expect blocking-call (information): generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

export async function identity() {
  return generateKeyPairSync(curve); // expect blocking-call (information): generateKeyPairSync(curve)
}

export async function certificate() {
  return generateKeyPairSync('rsa', { modulusLength: 4096 }); // expect blocking-call: generateKeyPairSync('rsa', { modulusLength: 4096 })
}
