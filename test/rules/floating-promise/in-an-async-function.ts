declare function save(): Promise<void>;
declare function find(id: string): Promise<string>;
declare const cache: { clear?(): Promise<void> };

export async function submit() {
  save(); // expect floating-promise: save()
  find('a'); // expect floating-promise: find('a')
  cache.clear?.(); // expect floating-promise: cache.clear?.()
  new Promise(() => { throw new Error(); }); // expect floating-promise: new Promise(() => { throw new Error(); })
  await save();
  void save();
  const name = await find('b');
  return name;
}
