import { Pool } from 'pg';

declare const pool: Pool;

// A broken connection refuses the rollback as well, and then it is never given back.
export async function save(sql: string) {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

export async function before(sql: string) {
  const client = await pool.connect();
  await client.query('begin');
  try {
    await client.query(sql);
  } finally {
    client.release();
  }
}
