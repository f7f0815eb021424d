declare function upload(id: string): Promise<void>;

export async function inBatches(ids: string[]) {
  let tasks: Promise<void>[] = [];
  for (const id of ids) {
    tasks.push(upload(id));
    if (tasks.length === 20) {
      await Promise.all(tasks);
      tasks = [];
    }
  }
  await Promise.all(tasks);
}

export async function asOneEndsAnotherBegins(ids: string[]) {
  const running = new Set<Promise<void>>();
  for (const id of ids) {
    const task = upload(id).finally(() => running.delete(task));
    running.add(task);
    if (running.size >= 5) await Promise.race(running);
  }
  await Promise.all(running);
}
