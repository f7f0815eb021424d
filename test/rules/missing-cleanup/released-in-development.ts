// package: { "name": "notes", "dependencies": { "express": "5", "pg": "8" } }
import type { Pool } from 'pg';

// Elsewhere it is meant to stay.
export async function look(pool: Pool) {
  const client = await pool.connect(); // expect missing-cleanup (hint): client
  const notes = await client.query('select * from notes');
  if (process.env.DEV) {
    client.release();
  }
  return notes;
}
