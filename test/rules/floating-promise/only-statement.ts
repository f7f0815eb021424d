declare function save(): Promise<void>;

export async function submit() {
  save(); // expect floating-promise: save()
}
