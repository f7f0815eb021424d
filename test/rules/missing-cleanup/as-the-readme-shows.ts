import type { Pool } from 'pg';

export async function report(pool: Pool) {
  const client = await pool.connect(); // expect missing-cleanup: client
  const { rows } = await client.query('select * from sales');
  client.release();
  return rows;
}
