import fs from 'node:fs';
import { Transform, Writable } from 'node:stream';

export const log = new Writable({
  write(chunk: Buffer, _encoding, done) {
    fs.appendFileSync('log', chunk); // expect blocking-call: fs.appendFileSync('log', chunk)
    done();
  },
});

export class Tee extends Transform {
  override _transform(chunk: Buffer, _encoding: string, done: () => void) {
    fs.appendFileSync('copy', chunk); // expect blocking-call: fs.appendFileSync('copy', chunk)
    done();
  }
}
