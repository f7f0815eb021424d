declare function load(id: string): Promise<string>;

export function later(id: string) {
  setTimeout(() => { void (async () => { await load(id); })().catch((error) => { console.error(error); }); }, 10);
}
