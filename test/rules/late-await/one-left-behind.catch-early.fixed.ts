declare function first(): Promise<number>;

export async function leftBehind(wanted: boolean) {
  const one = first();
  // It is awaited below, where its error shows; until then this keeps the error from ending the process.
  one.catch(() => {});
  if (!wanted) return 0;
  return await one;
}
