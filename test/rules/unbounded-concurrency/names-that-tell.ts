declare function decryptMessage(text: string): Promise<string>;
declare function waitForDelivery(id: string): Promise<void>;
declare const socket: { send(text: string): Promise<void> };
declare function createSemaphoreQueue(size: number): { run<T>(task: () => Promise<T>): Promise<T> };
const SUPPORTED_LANGUAGES: string[] = [];
const sendQueue = createSemaphoreQueue(5);

export async function all(ids: string[], loadLanguage: (name: string) => Promise<void>) {
  await Promise.all(ids.map(decryptMessage));
  await Promise.all(ids.map((id) => waitForDelivery(id)));
  await Promise.all(ids.map((id) => socket.send(id)));
  await Promise.all(ids.map((id) => sendQueue.run(() => fetch(id))));
  await Promise.all(SUPPORTED_LANGUAGES.map(loadLanguage));
}

export class Folder {
  constructor(private readonly files: string[], private readonly uploadFile: (file: string) => Promise<void>) {}

  async close() {
    await Promise.all(this.files.map((file) => this.uploadFile(file)));
  }

  async clear() {
    await Promise.all(this.files.map((file) => this.uploadFile(file))); // expect unbounded-concurrency: Promise.all(…
  }
}
