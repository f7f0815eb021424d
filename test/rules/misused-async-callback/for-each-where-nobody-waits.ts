declare function save(id: string): Promise<void>;
interface Writer { write(text: string): Promise<void>; flush?(): Promise<void> }

export class Log {
  constructor(private readonly writers: Writer[] | undefined) {}

  write(text: string) {
    this.writers?.forEach((writer) => writer.write(text)); // expect misused-async-callback: (writer) => writer.write(text)
    this.writers?.forEach((writer) => writer.flush?.()); // expect misused-async-callback: (writer) => writer.flush?.()
  }

  saveAll(ids: string[]): void {
    ids.forEach(async (id): Promise<void> => { // expect misused-async-callback: async (id): Promise<void> => { …
      await save(id);
    });
    ids.forEach(save); // expect misused-async-callback: save
    ids.forEach(function (id) { // expect misused-async-callback: function (id) { …
      return save(id);
    });
  }
}
