// package: { "name": "notes", "dependencies": { "express": "5" } }
import { scryptSync } from 'node:crypto';

const keys = new Map<number, Buffer>();

function keyOf(version: number): Buffer {
  const known = keys.get(version);
  if (known) return known;
  const made = scryptSync('secret', 'salt', 32);
  keys.set(version, made);
  return made;
}

// Worked out once for each version; from then on it is looked up.
export async function encrypt(text: string) {
  return `${keyOf(1).toString('hex')} ${text}`; // expect blocking-call (hint): keyOf(1)
}

export async function encryptAnew(text: string, salt: string) {
  return `${scryptSync(text, salt, 32).toString('hex')}`; // expect blocking-call: scryptSync(text, salt, 32)
}
