declare function save(): Promise<void>;
declare const ready: boolean;

export async function submit() {
  await save();
  ready ? await save() : await save();
  let first = await save(), second = 1;
  return second;
}

export async function again() {
  let _;
  _ = await save();
  let last: Promise<void>;
  last = save();
}
