// options: {"ignoreVoid": false}
declare function save(): Promise<void>;

export async function submit() {
  void await save();
  void save().catch((error) => { console.error(error); });
  void 0;
}
