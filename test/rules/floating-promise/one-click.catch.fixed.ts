declare function save(): Promise<void>;

export function onClick() {
  save().catch((error) => { console.error(error); });
}
