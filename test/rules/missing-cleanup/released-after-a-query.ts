import { Pool } from 'pg';

const pool = new Pool();

export async function count(table: string) {
  const client = await pool.connect(); // expect missing-cleanup: client
  const result = await client.query(`select id from ${table}`);
  client.release();

  return result.rows.length;
}

export async function list(ids: number[]) {
  // One connection for all of them.
  const client = await pool.connect(); // expect missing-cleanup: client

  // In the order they were asked for.
  for (const id of ids) {
    await client.query(`
      select id
      from items
      where id = ${id}`);
  }
  // Back to the pool.
  client.release();
}

export async function find(id: number) {
  const client = await pool.connect(); // expect missing-cleanup: client
  if (id < 0) return client.query('select 1');
  const { rows } = await client.query('select id from items where id = $1', [id]);
  const first = rows[0];
  client.release();
  return first;
}

async function onlyReleased() {
  const client = await pool.connect();
  client.release();
}
void onlyReleased().catch(console.error);
