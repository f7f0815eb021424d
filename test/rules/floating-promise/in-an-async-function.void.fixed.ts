declare function save(): Promise<void>;
declare function find(id: string): Promise<string>;
declare const cache: { clear?(): Promise<void> };

export async function submit() {
  void save();
  void find('a');
  void cache.clear?.();
  void new Promise(() => { throw new Error(); });
  await save();
  void save();
  const name = await find('b');
  return name;
}
