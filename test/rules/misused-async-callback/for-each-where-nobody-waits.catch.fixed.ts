declare function save(id: string): Promise<void>;
interface Writer { write(text: string): Promise<void>; flush?(): Promise<void> }

export class Log {
  constructor(private readonly writers: Writer[] | undefined) {}

  write(text: string) {
    this.writers?.forEach((writer) => { void writer.write(text).catch((error) => { console.error(error); }); });
    this.writers?.forEach((writer) => { void (async () => writer.flush?.())().catch((error) => { console.error(error); }); });
  }

  saveAll(ids: string[]): void {
    ids.forEach((id) => { void (async (): Promise<void> => {
      await save(id);
    })().catch((error) => { console.error(error); }); });
    ids.forEach((value) => { void save(value).catch((error) => { console.error(error); }); });
    ids.forEach(function (id) { void (async () => {
      return save(id);
    })().catch((error) => { console.error(error); }); });
  }
}
