import crypto from 'node:crypto';
import { gzip } from 'node:zlib';
import { promisify } from 'node:util';

const pbkdf2Async = promisify(crypto.pbkdf2);

const gzipAsync = promisify(gzip);

export async function seal(password: string, data: Buffer) {
  const key = await pbkdf2Async(password, 'salt', 600_000, 32, 'sha256');
  const other = crypto.scryptSync(password, 'salt', 32);
  const hash = crypto.createHash('sha256').update(await gzipAsync(data)).digest();
  return [key, other, hash, crypto.randomBytes(16)];
}
