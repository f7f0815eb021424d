// package: { "name": "notes", "bin": "./notes.js" }
import { writeFile } from 'node:fs/promises';

// A command ends with its first error.
export class Config {
  saving = false;

  async save(text: string) {
    if (this.saving) return;
    this.saving = true; // expect missing-cleanup (hint): this.saving = true
    await writeFile('config', text);
    this.saving = false;
  }
}
