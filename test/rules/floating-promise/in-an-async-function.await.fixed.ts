declare function save(): Promise<void>;
declare function find(id: string): Promise<string>;
declare const cache: { clear?(): Promise<void> };

export async function submit() {
  await save();
  await find('a');
  await cache.clear?.();
  await new Promise(() => { throw new Error(); });
  await save();
  void save();
  const name = await find('b');
  return name;
}
