import { open } from 'node:fs/promises';
import { Pool, type PoolClient } from 'pg';

declare const pool: Pool;

// Who calls gets the client, unless the query throws: then nobody has it.
export async function connected(): Promise<PoolClient> {
  const client = await pool.connect(); // expect missing-cleanup: client
  await client.query('set role reader');
  return client;
}

export async function safely(path: string) {
  const file = await open(path);
  try {
    await file.write('x');
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}
