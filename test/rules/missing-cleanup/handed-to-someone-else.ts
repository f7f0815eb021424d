import { open, opendir, type FileHandle } from 'node:fs/promises';
import { Pool, type PoolClient } from 'pg';

declare const pool: Pool;
declare function run(client: PoolClient): Promise<void>;
declare function defer(task: () => void): void;
const clients = new Map<string, PoolClient>();

export async function lend() {
  return pool.connect();
}

export async function lendLater() {
  const client = await pool.connect();
  return { client, release: () => client.release() };
}

export async function keep(name: string) {
  const client = await pool.connect();
  clients.set(name, client);
  await client.query('listen changes');
}

export async function passOn() {
  const client = await pool.connect();
  await run(client);
}

export async function releasedLater() {
  const client = await pool.connect();
  defer(() => client.release());
  await client.query('select 1');
}

export class Log {
  private file: FileHandle | undefined;
  async start(path: string) {
    const file = await open(path, 'a');
    this.file = file;
    await this.file.write('started');
  }
}

export async function* names(folder: string) {
  const dir = await opendir(folder);
  for await (const entry of dir) yield entry.name;
}

export async function stream(path: string) {
  const file = await open(path);
  return file.createReadStream();
}
