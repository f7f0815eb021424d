import { languages, mirrors } from './support/languages.ts';
declare function load(id: string | number): Promise<number>;
const hosts = ['a', 'b', 'c'];
const ports = [80, 443] as const;

export async function all(pair: [string, string], ids: string[], batchSize: number) {
  await Promise.all(['a', 'b'].map(load));
  await Promise.all(hosts.map((host) => load(host)));
  await Promise.all(ports.map(load));
  await Promise.all(pair.map(load));
  await Promise.all(languages.map(load));
  await Promise.all(mirrors.filter((mirror) => mirror !== '').map(load));
  await Promise.all([...hosts, ...ports].map(load));
  await Promise.all([...new Set(hosts)].map(load));
  await Promise.all(ids.slice(0, 10).map(load));
  for (let at = 0; at < ids.length; at += 10) await Promise.all(ids.slice(at, at + 10).map(load));
  for (let at = 0; at < ids.length; at += batchSize) await Promise.all(ids.slice(at, at + batchSize).map(load));
}

export async function tooMany(ids: string[]) {
  for (let at = 0; at < ids.length; at += 500) await Promise.all(ids.slice(at, at + 500).map(load)); // expect unbounded-concurrency: Promise.all(…
  await Promise.all(ids.slice(1).map(load)); // expect unbounded-concurrency: Promise.all(…
}
