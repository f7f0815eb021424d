import { readFile } from 'node:fs/promises';

export interface Store {
  /** The value of a key. */
  get(key: string): Promise<string | undefined>;
  readonly name: string;
}

export class FileStore implements Store {
  readonly name: string = 'file';

  async get(key: string): Promise<string | undefined> {
    return await this.read(key);
  }

  protected async read(key: string): Promise<string> {
    return await readFile(key, 'utf8');
  }
}

export class MemoryStore implements Store {
  readonly name = 'memory';
  private readonly values = new Map<string, string>();

  get = async (key: string): Promise<string | undefined> => this.values.get(key);
}

export class TrimmedStore extends FileStore {
  protected override async read(key: string): Promise<string> {
    return (await super.read(key)).trim();
  }
}
