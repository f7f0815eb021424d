import { load } from './load.ts';

import { Transform, type TransformCallback } from 'node:stream';

export class Expand extends Transform {
  override _transform(chunk: unknown, _encoding: BufferEncoding, done: TransformCallback): void { // refused: a dependency declares it, and calls it as it is
    done(null, load(String(chunk)));
  }
}
