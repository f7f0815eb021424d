// package: { "name": "notes", "dependencies": { "express": "5" } }
async function publish(name: string) {
  const answer = await fetch(`http://notes/${name}`);
  if (!answer.ok) throw new Error(answer.statusText);
}

async function save(name: string) {
  const answer = await fetch(`http://notes/${name}`, { method: 'PUT' });
  if (!answer.ok) throw new Error(answer.statusText);
}

const running = new Set<Promise<void>>();

// Nobody ever waits for it: that is how it is meant.
export async function change(name: string) {
  await save(name);
  publish(name); // expect floating-promise (hint): publish(name)
}

export async function rename(name: string) {
  save(name); // expect floating-promise: save(name)
  publish(name); // expect floating-promise (hint): publish(name)
}

export async function remove(name: string) {
  publish(name); // expect floating-promise (hint): publish(name)
  publish('all'); // expect floating-promise (hint): publish('all')
}

// Whoever keeps the task waits for it.
export function keep(task: Promise<void>) {
  running.add(task);
  task.finally(() => running.delete(task)); // expect floating-promise (hint): task.finally(() => running.delete(task))
}
