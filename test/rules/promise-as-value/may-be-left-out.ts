// types: off
export function isExpected(name: string, expected?: Promise<string>) {
  return expected ? name : '';
}

export function isMissing(expected: Promise<string>) {
  return !expected; // expect promise-as-value: expected
}
