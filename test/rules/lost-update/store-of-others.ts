declare const kv: { get(key: string): Promise<number | undefined>; set(key: string, value: number): Promise<void> };
declare function compute(): Promise<number>;

export async function hit(key: string) {
  const count = await kv.get(key);
  await kv.set(key, (count ?? 0) + 1); // expect lost-update: kv.set(key, (count ?? 0) + 1)
}

export async function remember(key: string) {
  const known = await kv.get(key);
  if (known !== undefined) return known;
  const value = await compute();
  await kv.set(key, value);
  await kv.set(`copy of ${key}`, value);
  return value;
}
