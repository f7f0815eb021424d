import crypto from 'node:crypto';
import { gzipSync } from 'node:zlib';

export async function seal(password: string, data: Buffer) {
  const key = crypto.pbkdf2Sync(password, 'salt', 600_000, 32, 'sha256'); // expect blocking-call: crypto.pbkdf2Sync(password, 'salt', 600_000, 32, 'sha256')
  const other = crypto.scryptSync(password, 'salt', 32); // expect blocking-call: crypto.scryptSync(password, 'salt', 32)
  const hash = crypto.createHash('sha256').update(gzipSync(data)).digest(); // expect blocking-call: gzipSync(data)
  return [key, other, hash, crypto.randomBytes(16)];
}
