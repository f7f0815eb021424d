declare function load(id: string): Promise<{ id: string }>;
declare const res: { json(value: unknown): void; send(value: unknown): void };
declare function save(value: unknown): void;

export async function handle(id: string) {
  console.log('loaded', await load(id));
  const text = JSON.stringify(await load(id));
  const names = Object.keys(await load(id));
  res.json(await load(id));
  const item = load(id);
  res.send(await item);
  save(load(id));
  save(await item);
  console.log(JSON.stringify(await load(id)), names, text);
}

class Console {
  log(value: unknown) { save(value); }
}

export function own(id: string, console: Console) {
  console.log(load(id));
}
