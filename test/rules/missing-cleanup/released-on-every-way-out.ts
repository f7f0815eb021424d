import { open } from 'node:fs/promises';
import { Pool, type PoolClient } from 'pg';

declare const pool: Pool;

export async function inFinally() {
  const client = await pool.connect();
  console.log('connected');
  try {
    return await client.query('select 1');
  } finally {
    client.release();
  }
}

export async function whereverItEnds(sql: string) {
  let client: PoolClient | undefined;
  try {
    client = await pool.connect();
    await client.query(sql);
  } catch (error) {
    console.error(error);
  }
  client?.release();
}

export async function onBothWays(sql: string) {
  const client = await pool.connect();
  try {
    await client.query(sql);
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

export async function disposed(path: string) {
  await using file = await open(path);
  return (await file.read()).bytesRead;
}
