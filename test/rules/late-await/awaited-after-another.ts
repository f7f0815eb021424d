declare function first(): Promise<number>;
declare function second(): Promise<number>;
declare function log(text: string): void;

export async function inARow() {
  const one = first(); // expect late-await: first()
  const other = await second();
  log('both are there');
  return other + (await one);
}

export async function threeInARow() {
  const one = first();
  const two = second(); // expect late-await: second()
  const three = first(); // expect late-await: first()
  await one;
  const middle = await two;
  const last = await three;
  return [middle, last];
}

export async function leftBehind(wanted: boolean) {
  const one = first(); // expect late-await: first()
  if (!wanted) return 0;
  return await one;
}

export async function inOneExpression() {
  const one = first();
  const two = second(); // expect late-await: second()
  return { one: await one, two: await two };
}
