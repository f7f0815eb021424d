declare function save(): Promise<void>;
declare const ready: boolean;

export async function submit() {
  const pending = save(); // expect floating-promise: pending
  const typed: Promise<void> = ready ? save() : save(); // expect floating-promise: typed
  let first = save(), second = 1; // expect floating-promise: first
  return second;
}

export async function again() {
  let _;
  _ = save(); // expect floating-promise: _ = save()
  let last: Promise<void>;
  last = save(); // expect floating-promise: last = save()
}
