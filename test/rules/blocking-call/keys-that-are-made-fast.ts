import { generateKeyPairSync, pbkdf2Sync } from 'node:crypto';

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

const rounds = 1000;

/** A thousand rounds take a millisecond, which is another pitfall. */
export async function hash(password: string, salt: string) {
  return pbkdf2Sync(password, salt, rounds, 64, 'sha512'); // expect blocking-call (information): pbkdf2Sync(password, salt, rounds, 64, 'sha512')
}

export async function strongHash(password: string, salt: string) {
  return pbkdf2Sync(password, salt, 210_000, 64, 'sha512'); // expect blocking-call: pbkdf2Sync(password, salt, 210_000, 64, 'sha512')
}
