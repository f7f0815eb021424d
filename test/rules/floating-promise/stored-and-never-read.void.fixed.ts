declare function save(): Promise<void>;
declare const ready: boolean;

export async function submit() {
  void save();
  ready ? void save() : void save();
  let first = save(), second = 1;
  return second;
}

export async function again() {
  let _;
  _ = save();
  let last: Promise<void>;
  last = save();
}
