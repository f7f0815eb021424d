import { languages, mirrors } from './support/languages.ts';
declare function download(id: string | number): Promise<number>;
const hosts = ['a', 'b', 'c'];
const ports = [80, 443] as const;

export async function all(pair: [string, string], ids: string[], batchSize: number) {
  await Promise.all(['a', 'b'].map(download));
  await Promise.all(hosts.map((host) => download(host)));
  await Promise.all(ports.map(download));
  await Promise.all(pair.map(download));
  await Promise.all(languages.map(download));
  await Promise.all(mirrors.filter((mirror) => mirror !== '').map(download));
  await Promise.all([...hosts, ...ports].map(download));
  await Promise.all([...new Set(hosts)].map(download));
  await Promise.all(ids.slice(0, 10).map(download));
  for (let at = 0; at < ids.length; at += 10) await Promise.all(ids.slice(at, at + 10).map(download));
  for (let at = 0; at < ids.length; at += batchSize) await Promise.all(ids.slice(at, at + batchSize).map(download));
}

export async function tooMany(ids: string[]) {
  for (let at = 0; at < ids.length; at += 500) await Promise.all(ids.slice(at, at + 500).map(download)); // expect unbounded-concurrency: Promise.all(…
  await Promise.all(ids.slice(1).map(download)); // expect unbounded-concurrency: Promise.all(…
}
