declare function save(): Promise<void>;
declare function find(id: string): Promise<string>;
declare const cache: { clear?(): Promise<void> };

export async function submit() {
  save().catch((error) => { console.error(error); });
  find('a').catch((error) => { console.error(error); });
  cache.clear?.().catch((error) => { console.error(error); });
  new Promise(() => { throw new Error(); }).catch((error) => { console.error(error); });
  await save();
  void save();
  const name = await find('b');
  return name;
}
