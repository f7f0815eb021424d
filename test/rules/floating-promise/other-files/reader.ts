export async function read(key: string): Promise<string> {
  if (!key) throw new Error('no key');
  try {
    return await (await fetch(key)).text();
  } catch (error) {
    return String(error);
  }
}
