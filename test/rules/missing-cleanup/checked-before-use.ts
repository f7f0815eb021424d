import { open } from 'node:fs/promises';
import { Pool } from 'pg';

interface Lease { granted: boolean; run(): Promise<void>; release(): void }
declare const broker: { lease(): Promise<Lease>; drop(): Promise<void> };
declare const pool: Pool & { getConnection(): Promise<Lease> };
declare function stream(fd: number): Promise<void>;
declare function report(error: unknown): Promise<void>;
declare function task(): Promise<void>;

export class Runner {
  busy = false;

  // What is not granted need not be given back.
  async run() {
    const lease = await pool.getConnection();
    const isUsable = lease.granted;
    if (!isUsable) throw new Error('not granted');
    try {
      await lease.run();
    } finally {
      lease.release();
    }
  }

  async lenient() {
    this.busy = true;
    await task().catch(() => undefined);
    this.busy = false;
  }

  // That the report fails as well is far-fetched.
  async told() {
    this.busy = true;
    try {
      await task();
    } catch (error) {
      await report(error);
    }
    this.busy = false;
  }

  // A row that is not there says nothing about the client.
  async row() {
    const client = await pool.connect(); // expect missing-cleanup: client
    const { rows } = await client.query('select 1');
    if (rows.length === 0) return undefined;
    client.release();
    return rows[0];
  }
}

export async function byNumber(path: string) {
  const file = await open(path);
  await stream(file.fd);
}
