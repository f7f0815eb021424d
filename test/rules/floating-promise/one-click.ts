declare function save(): Promise<void>;

export function onClick() {
  save(); // expect floating-promise: save()
}
