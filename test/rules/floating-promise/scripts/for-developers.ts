declare function save(): Promise<void>;

/** Whoever runs it sees the stack. */
export function step() {
  save(); // expect floating-promise (hint): save()
}
