declare function save(): Promise<void>;
declare function find(): Promise<{ id: string }>;

export const started = save();
const later = save();
export { later };

let pending: Promise<void> | undefined;
export function flush() {
  pending = save();
}
export const wait = () => pending;

export async function submit() {
  const running = save();
  process.on('exit', () => console.log(running));
  const { id } = await find();
  const handled = save().catch((error) => { console.error(error); });
  let done;
  done = await save();
  return id;
}

export class Queue {
  tail = Promise.resolve();
  add() {
    this.tail = this.tail.then(save);
  }
}
