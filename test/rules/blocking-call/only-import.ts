import { rmSync } from 'fs';

export class Cache {
  async clear(folder: string) {
    rmSync(folder, { recursive: true }); // expect blocking-call: rmSync(folder, { recursive: true })
  }
}
