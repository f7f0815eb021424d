import { readFileSync } from 'node:fs';

export interface Store {
  /** The value of a key. */
  get(key: string): string | undefined;
  readonly name: string;
}

export class FileStore implements Store {
  readonly name: string = 'file';

  get(key: string): string | undefined {
    return this.read(key);
  }

  protected read(key: string): string {
    return readFileSync(key, 'utf8'); // make-async: readFileSync(key, 'utf8')
  }
}

export class MemoryStore implements Store {
  readonly name = 'memory';
  private readonly values = new Map<string, string>();

  get = (key: string): string | undefined => this.values.get(key);
}

export class TrimmedStore extends FileStore {
  protected override read(key: string): string {
    return super.read(key).trim();
  }
}
