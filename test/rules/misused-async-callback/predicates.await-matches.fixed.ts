declare function isKnown(id: string): Promise<boolean>;
declare function age(id: string): Promise<number>;

export async function known(ids: string[]) {
  const matches: boolean[] = [];
  for (const id of ids) {
    matches.push(await isKnown(id));
  }
  const found = ids.filter((_, index) => matches[index]);
  const answers: boolean[] = [];
  for (const id of ids) {
    answers.push(await isKnown(id));
  }
  if (ids.some((_, index) => answers[index])) return found;
  return ids;
}

export async function allKnown(ids: string[]) {
  const matches: boolean[] = [];
  for (const id of ids) {
    const known = await isKnown(id);
    matches.push(known);
  }
  return ids.every((_, index) => matches[index]);
}

export async function sorted(ids: string[]) {
  const matches: boolean[] = [];
  for (const id of ids) {
    matches.push(await isKnown(id));
  }
  const first = ids.find((_, index) => matches[index]);
  return first;
}
