import { createHash } from 'node:crypto';

/** Tells texts (without byte order mark) apart: the same for the same text, and different ones for different texts. */
export function stampOf(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}
