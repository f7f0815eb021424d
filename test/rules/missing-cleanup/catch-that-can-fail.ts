import { Pool } from 'pg';

declare const pool: Pool;

// A broken connection refuses the rollback as well, and then it is never given back.
export async function save(sql: string) {
  const client = await pool.connect(); // expect missing-cleanup: client
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('commit');
    client.release();
  } catch (error) {
    await client.query('rollback');
    client.release();
    throw error;
  }
}

export async function before(sql: string) {
  const client = await pool.connect(); // expect missing-cleanup: client
  await client.query('begin');
  try {
    await client.query(sql);
  } finally {
    client.release();
  }
}
