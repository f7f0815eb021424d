// types: off
const { readFile } = require('node:fs/promises');

class Reader {
  constructor() {
    this.files = new Map();
    this.readPromises = new Map();
  }

  async prepare() {
    if (!this.isReady) {
      this.isReady = await (this.isReadyPromise ??= (async () => {
        await readFile('a');
        return true;
      })().finally(() => { this.isReadyPromise = undefined; }));
    }
  }

  async read(path) {
    if (this.files.has(path)) return this.files.get(path);
    let pending = this.readPromises.get(path);
    if (!pending) {
      pending = (async () => {
        const text = await readFile(path, 'utf8');
        this.files.set(path, text.trim());
        return this.files.get(path);
      })().finally(() => { this.readPromises.delete(path); });
      this.readPromises.set(path, pending);
    }
    return await pending;
  }
}

exports.Reader = Reader;
