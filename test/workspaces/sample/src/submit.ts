declare function save(): Promise<void>;

export async function submit() {
  save();
  await save();
}
