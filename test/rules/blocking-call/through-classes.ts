import fs from 'node:fs';

class Settings {
  readonly defaults = fs.readFileSync('defaults.json', 'utf8');

  get text() {
    return fs.readFileSync('settings.json', 'utf8');
  }

  set text(value: string) {
    fs.writeFileSync('settings.json', value);
  }

  private read(name: string) {
    return fs.readFileSync(name, 'utf8');
  }

  async reload() {
    this.text = this.read('backup.json'); // expect blocking-call: this.text // expect blocking-call: this.read('backup.json')
    return this.text; // expect blocking-call: this.text
  }
}

class Local extends Settings {}

class Journal {
  constructor(file: string) {
    fs.appendFileSync(file, 'opened');
  }
}

export async function record() {
  new Journal('journal'); // expect blocking-call: new Journal('journal')
  return new Local(); // expect blocking-call: new Local()
}
