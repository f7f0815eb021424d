declare function upload(id: string): Promise<void>;

export async function forOf(ids: string[]) {
  const tasks: Promise<void>[] = [];
  for (const id of ids) {
    tasks.push(upload(id));
  }
  await Promise.all(tasks); // expect unbounded-concurrency: Promise.all(tasks)
}

export async function forEach(ids: string[]) {
  const tasks: Promise<void>[] = [];
  ids.forEach((id) => {
    tasks.push(upload(id));
  });
  await Promise.allSettled(tasks); // expect unbounded-concurrency: Promise.allSettled(tasks)
}

export async function whileThereAreMore(next: () => string | undefined) {
  const tasks = new Set<Promise<void>>();
  for (let id = next(); id !== undefined; id = next()) tasks.add(upload(id));
  await Promise.all(tasks); // expect unbounded-concurrency: Promise.all(tasks)
}

export async function few() {
  const tasks: Promise<void>[] = [];
  for (const id of ['a', 'b']) tasks.push(upload(id));
  tasks.push(upload('c'));
  await Promise.all(tasks);
}
