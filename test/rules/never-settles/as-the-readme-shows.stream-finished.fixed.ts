import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

export async function writeReport(file: string, text: string) {
  const out = createWriteStream(file);
  out.end(text);
  await finished(out);
}
