declare function first(): Promise<number>;
declare function second(): Promise<number>;
declare function log(text: string): void;

export async function inARow() {
  const one = first();
  const other = await second();
  log('both are there');
  return other + (await one);
}

export async function threeInARow() {
  const one = first();
  const two = second();
  const three = first();
  const [, middle, last] = await Promise.all([one, two, three]);
  return [middle, last];
}

export async function leftBehind(wanted: boolean) {
  const one = first();
  if (!wanted) return 0;
  return await one;
}

export async function inOneExpression() {
  const one = first();
  const two = second();
  return { one: await one, two: await two };
}
