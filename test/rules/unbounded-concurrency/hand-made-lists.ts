declare function useState<State>(initial: State): [State, (next: State) => void];
declare function inBatches(ids: string[], each: (part: string[]) => Promise<void>, options?: { batch: number }): Promise<void>;
declare const config: { hosts: string[] };

export function Dialog() {
  const [picked] = useState<string[]>([]);
  return async () => Promise.all(picked.map((url) => fetch(url)));
}

export async function all(ids: string[], groups: string | string[], changes: Record<string, string>) {
  await Promise.all(config.hosts.map((host) => fetch(host)));
  await inBatches(ids, async (part) => { await Promise.all(part.map((id) => fetch(id))); }, { batch: 50 });
  let targets: string[] = [];
  if (Array.isArray(groups)) targets = groups.filter(Boolean);
  else targets = groups.split(/[;,]/).map((group) => group.trim());
  await Promise.all(targets.map((target) => fetch(target)));
  const tasks: Promise<unknown>[] = [];
  for (const key of Object.keys(changes)) {
    if (key === 'state') tasks.push(fetch('/state'));
    else if (key === 'owner') tasks.push(fetch('/owner'));
  }
  await Promise.all(tasks);
}

export class Jobs {
  private readonly known: Record<string, string> = {};

  registerJob(name: string, url: string) {
    this.known[name] = url;
  }

  async trigger() {
    await Promise.all(Object.values(this.known).map((url) => fetch(url)));
  }
}
