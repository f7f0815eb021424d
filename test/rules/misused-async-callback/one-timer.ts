declare function load(id: string): Promise<string>;

export function later(id: string) {
  setTimeout(async () => { await load(id); }, 10); // expect misused-async-callback: async () => { await load(id); }
}
