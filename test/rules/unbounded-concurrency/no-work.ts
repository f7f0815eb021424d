declare const started: Map<string, Promise<number>>;
declare class Connection { close(): Promise<void>; query(text: string): Promise<number> }
interface Job { done: Promise<void>; name: string }

export async function all(ids: string[], jobs: Job[], connections: Connection[], promises: Promise<number>[]) {
  await Promise.all(promises);
  await Promise.all(jobs.map((job) => job.done));
  await Promise.all(ids.map((id) => started.get(id)));
  await Promise.all(ids.map(async (id) => id.toUpperCase()));
  await Promise.all(connections.map((connection) => connection.close()));
  await Promise.all(promises.map((promise) => promise.catch(() => undefined)));
  await Promise.all(ids.map((id) => Promise.resolve(id)));
  await Promise.all(jobs.map(async (job) => { await job.done; console.log(job.name); }));
  await Promise.all(ids.map((id) => import(`./${id}.ts`)));
}
