// package: { "name": "notes", "dependencies": { "pg": "8" } }
import { rm } from 'node:fs/promises';

/** Helpers of tests weigh as tests do. */
export class Folders {
  readonly made: string[] = [];

  async cleanUp() {
    await Promise.all(this.made.map(async (folder) => { rm(folder, { recursive: true }); })); // expect floating-promise (hint): rm(folder, { recursive: true })
  }
}
