import { readSync } from 'node:fs';

export function load(fd: number, buffer: Buffer): number { // refused: what blocks in it has no promise twin that could be awaited in its place
  return readSync(fd, buffer); // make-async: readSync(fd, buffer)
}
