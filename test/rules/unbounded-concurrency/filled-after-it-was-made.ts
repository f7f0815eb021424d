declare function download(id: string): Promise<number>;

export async function all(lines: Iterable<string>) {
  const ids = ['first'];
  for (const line of lines) ids.push(line);
  await Promise.all(ids.map(download)); // expect unbounded-concurrency: Promise.all(ids.map(download))
}
