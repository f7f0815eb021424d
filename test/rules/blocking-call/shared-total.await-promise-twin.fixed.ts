import fs from 'node:fs';

let total = 0;

export class Counter {
  private size = 0;

  async add(file: string) {
    let own = 0;
    own += (await fs.promises.readFile(file)).length;
    this.size += fs.readFileSync(file).length;
    total = total + fs.readFileSync(file).length;
    return own + this.size;
  }
}
