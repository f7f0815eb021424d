import { Pool } from 'pg';

const pool = new Pool();

export async function all(ids: string[]) {
  await Promise.all(ids.map((id) => pool.query(`select ${id}`)));
}
