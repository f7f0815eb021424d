// Generated from the schema. DO NOT EDIT.
declare function save(): Promise<void>;

export function onClick() {
  save(); // expect floating-promise (hint): save()
}
