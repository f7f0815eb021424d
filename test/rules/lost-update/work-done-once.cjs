// types: off
const { readFile } = require('node:fs/promises');

class Reader {
  constructor() {
    this.files = new Map();
  }

  async prepare() {
    if (!this.isReady) {
      await readFile('a');
      this.isReady = true; // expect lost-update (hint): this.isReady = true
    }
  }

  async read(path) {
    if (this.files.has(path)) return this.files.get(path);
    const text = await readFile(path, 'utf8');
    this.files.set(path, text.trim()); // expect lost-update (hint): this.files.set(path, text.trim())
    return this.files.get(path);
  }
}

exports.Reader = Reader;
