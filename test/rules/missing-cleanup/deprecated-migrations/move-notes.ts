// package: { "name": "notes", "dependencies": { "express": "5" } }
import { Pool } from 'pg';

declare const pool: Pool;

// The process ends with the migration.
export async function up() {
  const client = await pool.connect(); // expect missing-cleanup (hint): client
  await client.query('update notes set shelf = 1');
  client.release();
}
