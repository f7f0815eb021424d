interface Session { send(method: string): Promise<void>; update(): Promise<void> }
declare const store: { fetchAll(id: string): Promise<string[]> };
declare function convert(id: string): Promise<string>;
declare const anything: any;

export async function all(ids: string[], session: Session) {
  await Promise.all(ids.map((id) => session.send(id)));
  await Promise.all(ids.map(() => session.update()));
  await Promise.all(ids.map((id) => store.fetchAll(id)));
  await Promise.all(ids.map(convert));
  await Promise.all(ids.map(async (id) => { await anything.fetch(id); }));
  await Promise.all(ids.map((_, index) => new Promise((resolve) => setTimeout(resolve, index))));
}
