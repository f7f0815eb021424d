declare function save(): Promise<void>;
declare function count(): Promise<number>;
declare const ready: boolean;

export async function submit() {
  save(); // expect floating-promise: save()
}

export async function measure() {
  count(); // expect floating-promise: count()
}

export async function early(): Promise<void> {
  if (ready) return;
  save(); // expect floating-promise: save()
}

export const chained = () => save().then(() => {
  save(); // expect floating-promise: save()
});

export class Form {
  constructor() {
    save(); // expect floating-promise: save()
  }
}
