declare function save(): Promise<void>;

export async function submit() {
  return save();
}
