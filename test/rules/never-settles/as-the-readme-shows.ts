import { createWriteStream } from 'node:fs';

export async function writeReport(file: string, text: string) {
  const out = createWriteStream(file);
  out.end(text);
  await new Promise<void>((resolve) => out.on('finish', resolve)); // expect never-settles: new Promise<void>((resolve) => out.on('finish', resolve))
}
