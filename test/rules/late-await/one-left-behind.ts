declare function first(): Promise<number>;

export async function leftBehind(wanted: boolean) {
  const one = first(); // expect late-await: first()
  if (!wanted) return 0;
  return await one;
}
