declare function send(id: string): Promise<void>;

export async function sendAll(ids: string[]) {
  const tasks = [];
  for (const id of ids) {
    tasks.push(await send(id));
  }
  console.log(tasks.length);
}

export function sendSome(ids: string[]) {
  const running = new Set<Promise<void>>();
  for (const id of ids) {
    const task = send(id);
    running.add(task);
  }
}

export async function sendSlowly(ids: string[], all: Promise<void>[]) {
  const tasks: Promise<void>[] = [];
  for (const id of ids.slice(0, 3)) {
    tasks.push(send(id));
    all.push(send(id));
  }
  await Promise.all(tasks);
}
