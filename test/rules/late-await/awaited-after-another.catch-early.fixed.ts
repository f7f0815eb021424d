declare function first(): Promise<number>;
declare function second(): Promise<number>;
declare function log(text: string): void;

export async function inARow() {
  const one = first();
  // It is awaited below, where its error shows; until then this keeps the error from ending the process.
  one.catch(() => {});
  const other = await second();
  log('both are there');
  return other + (await one);
}

export async function threeInARow() {
  const one = first();
  const two = second();
  // It is awaited below, where its error shows; until then this keeps the error from ending the process.
  two.catch(() => {});
  const three = first();
  // It is awaited below, where its error shows; until then this keeps the error from ending the process.
  three.catch(() => {});
  await one;
  const middle = await two;
  const last = await three;
  return [middle, last];
}

export async function leftBehind(wanted: boolean) {
  const one = first();
  // It is awaited below, where its error shows; until then this keeps the error from ending the process.
  one.catch(() => {});
  if (!wanted) return 0;
  return await one;
}

export async function inOneExpression() {
  const one = first();
  const two = second();
  // It is awaited below, where its error shows; until then this keeps the error from ending the process.
  two.catch(() => {});
  return { one: await one, two: await two };
}
