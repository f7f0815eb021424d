// package: { "name": "notes", "dependencies": { "express": "5" } }
import { scryptSync } from 'node:crypto';

// Administrators do it now and then.
export async function resetKey(secret: string) {
  return scryptSync(secret, 'salt', 32); // expect blocking-call (hint): scryptSync(secret, 'salt', 32)
}
