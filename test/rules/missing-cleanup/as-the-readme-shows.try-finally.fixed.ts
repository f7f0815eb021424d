import type { Pool } from 'pg';

export async function report(pool: Pool) {
  const client = await pool.connect();
  try {
    const { rows } = await client.query('select * from sales');
    return rows;
  } finally {
    client.release();
  }
}
