declare function save(): Promise<void>;
declare function count(): Promise<number>;
declare const ready: boolean;

export async function submit() {
  return save();
}

export async function measure() {
  count();
}

export async function early(): Promise<void> {
  if (ready) return;
  return save();
}

export const chained = () => save().then(() => {
  return save();
});

export class Form {
  constructor() {
    save();
  }
}
