declare function isKnown(id: string): Promise<boolean>;

export async function known(ids: string[]) {
  const matches: boolean[] = [];
  for (const id of ids) {
    matches.push(await isKnown(id));
  }
  return ids.filter((_, index) => matches[index]);
}
