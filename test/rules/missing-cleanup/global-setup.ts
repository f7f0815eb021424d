// package: { "name": "notes", "dependencies": { "express": "5", "pg": "8" } }
import { Pool } from 'pg';

// It runs once before all tests, whose process ends with the first error.
export default async function prepare(pool: Pool) {
  const client = await pool.connect();
  await client.query('create table notes (text text)');
  client.release();
}
