// package: { "name": "notes", "dependencies": { "express": "5" } }
declare function get(name: string): Promise<string>;
declare function put(name: string, text: string): Promise<string>;

export async function touch(name: string) {
  try {
    const text = await get(name);
    return put(name, text); // expect return-without-await (hint): return put(name, text);
  } catch (error) {
    if ((error as { status?: number }).status !== 404) throw error;
  }
  return put(name, '');
}
