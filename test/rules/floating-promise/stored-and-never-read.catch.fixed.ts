declare function save(): Promise<void>;
declare const ready: boolean;

export async function submit() {
  save().catch((error) => { console.error(error); });
  ready ? save().catch((error) => { console.error(error); }) : save().catch((error) => { console.error(error); });
  let first = save(), second = 1;
  return second;
}

export async function again() {
  let _;
  _ = save();
  let last: Promise<void>;
  last = save();
}
