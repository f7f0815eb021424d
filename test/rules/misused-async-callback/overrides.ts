declare function save(text: string): Promise<void>;

class Task {
  run(): void {}
  stop = (): void => {};
  async flush(): Promise<void> {}
}

interface Listener { notify(text: string): void }

export class Upload extends Task implements Listener {
  async run() { // expect misused-async-callback (information): () { …
    await save('run');
  }

  stop = async () => { await save('stop'); }; // expect misused-async-callback (information): async () => { await save('stop'); }

  async notify(text: string) { // expect misused-async-callback (information): (text: string) { …
    await save(text);
  }

  async flush() { await save('flush'); }
  static async reset() { await save('reset'); }
}
