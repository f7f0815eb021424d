import { rm } from 'fs/promises';

export class Cache {
  async clear(folder: string) {
    await rm(folder, { recursive: true });
  }
}
