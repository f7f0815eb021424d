// package: { "name": "order-desk", "dependencies": {} }
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

interface Step { url: string }
interface Certificate { path: string }
declare const store: { loadUsers(): Promise<{ id: string }[]> };
declare function startLane(orders: string[]): Promise<void>;
declare function download(id: string): Promise<void>;

/** Nothing says that there will ever be many. */
export async function doubtful(steps: Step[], enabledUrls: string[], certificates: Certificate[], partFiles: string[], folder: string) {
  await Promise.all(steps.map(({ url }) => fetch(url))); // expect unbounded-concurrency (hint): Promise.all(…
  await Promise.all(enabledUrls.map((url) => fetch(url))); // expect unbounded-concurrency (hint): Promise.all(…
  await Promise.all(certificates.map((certificate) => readFile(certificate.path))); // expect unbounded-concurrency (hint): Promise.all(…
  // What kind of files they are, someone has decided; a folder that the code names holds what the program keeps there.
  await Promise.all(partFiles.map((file) => readFile(file))); // expect unbounded-concurrency (hint): Promise.all(…
  const parts = await readdir(path.join(folder, 'parts'));
  await Promise.all(parts.map((part) => readFile(part))); // expect unbounded-concurrency (hint): Promise.all(…
}

/** These grow with the data. */
export async function certain(body: { userIds: string[] }, folder: string) {
  await Promise.all(body.userIds.map(download)); // expect unbounded-concurrency (hint): Promise.all(…
  const all = await store.loadUsers();
  await Promise.all(all.map(({ id }) => download(id))); // expect unbounded-concurrency: Promise.all(…
  const names = await readdir(folder);
  await Promise.all(names.map((name) => readFile(name))); // expect unbounded-concurrency (hint): Promise.all(…
  const found: string[] = [];
  for (const name of names) found.push(...(await readdir(name)));
  await Promise.all(found.map((name) => download(name))); // expect unbounded-concurrency (hint): Promise.all(…
}

/** How many there are for each was chosen, and so how many run. */
export async function shares(orders: string[], ordersPerLane: number) {
  const lanes: Promise<void>[] = [];
  const count = Math.ceil(orders.length / ordersPerLane);
  for (let at = 0; at < count; at += 1) lanes.push(startLane(orders.slice(at * ordersPerLane, (at + 1) * ordersPerLane)).then(() => download(String(at))));
  await Promise.all(lanes); // expect unbounded-concurrency (hint): Promise.all(lanes)
}

declare const notes: { findMany(query?: object): Promise<{ id: string; isOpen: boolean }[]> };

/** All that there is grows with the data; what one owner has, or the first so many, may stay short, and so may what is left over. */
export async function tables(ownerId: string) {
  const all = await notes.findMany({ where: { isOpen: true } });
  await Promise.all(all.map(({ id }) => download(id))); // expect unbounded-concurrency: Promise.all(…
  const own = await notes.findMany({ where: { ownerId } });
  await Promise.all(own.map(({ id }) => download(id))); // expect unbounded-concurrency (hint): Promise.all(…
  const asked = await notes.findMany({ where: { email: ownerId.toLowerCase() } });
  await Promise.all(asked.map(({ id }) => download(id))); // expect unbounded-concurrency (hint): Promise.all(…
  const invited = await notes.findMany({ where: { email: ownerId.toLowerCase(), name: ownerId } });
  await Promise.all(invited.map(({ id }) => download(id))); // expect unbounded-concurrency (hint): Promise.all(…
  const open = (await notes.findMany()).filter(({ isOpen }) => isOpen);
  await Promise.all(open.map(({ id }) => download(id))); // expect unbounded-concurrency (hint): Promise.all(…
}

interface Part { url?: string; parts: Part[] }

/** It goes through what it was given: as deep as that is, in memory. */
export async function fill(part: Part): Promise<void> {
  if (part.url?.startsWith('blob:')) await fetch(part.url);
  await Promise.all(part.parts.map((inner) => fill(inner))); // expect unbounded-concurrency (hint): Promise.all(…
}
