declare function save(): Promise<void>;

export async function submit() {
  await save();
  await save();
}
