import { readFile, writeFile } from 'node:fs/promises';

/** Every list that the fields ever hold stands in the class. */
export class Settings {
  #sources: { path: string; text: string }[] = [];
  private backups: string[] = [];

  async open(folder: string) {
    const paths = [`${folder}/settings.json`, `${folder}/settings.local.json`];
    this.#sources = await Promise.all(paths.map(async (path) => ({ path, text: await readFile(path, 'utf8') })));
    this.backups = this.#sources.map(({ path }) => `${path}.bak`);
  }

  async save() {
    await Promise.all(this.#sources.map(({ path, text }) => writeFile(path, text)));
    await Promise.all(this.backups.map((path) => writeFile(path, '')));
  }
}

/** These are filled with what comes from outside. */
export class Pages {
  #drafts: string[] = [];
  private known: string[] = ['index'];
  #kept: string[] = ['index'];
  queued: string[] = ['index'];

  add(path: string, others: string[]) {
    this.#drafts.push(path);
    this.known = others;
    this.#kept = [...this.#kept, path];
  }

  async write() {
    await Promise.all(this.#drafts.map((path) => writeFile(path, ''))); // expect unbounded-concurrency: Promise.all(this.#drafts.map((path) => writeFile(path, '')))
    await Promise.all(this.known.map((path) => writeFile(path, ''))); // expect unbounded-concurrency: Promise.all(this.known.map((path) => writeFile(path, '')))
    await Promise.all(this.#kept.map((path) => writeFile(path, ''))); // expect unbounded-concurrency: Promise.all(this.#kept.map((path) => writeFile(path, '')))
    await Promise.all(this.queued.map((path) => writeFile(path, ''))); // expect unbounded-concurrency: Promise.all(this.queued.map((path) => writeFile(path, '')))
  }
}
