import fs from 'node:fs';

let total = 0;

export class Counter {
  private size = 0;

  async add(file: string) {
    let own = 0;
    own += fs.readFileSync(file).length; // expect blocking-call: fs.readFileSync(file)
    this.size += fs.readFileSync(file).length; // expect blocking-call: fs.readFileSync(file)
    total = total + fs.readFileSync(file).length; // expect blocking-call: fs.readFileSync(file)
    return own + this.size;
  }
}
