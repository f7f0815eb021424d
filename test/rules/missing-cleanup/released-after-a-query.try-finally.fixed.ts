import { Pool } from 'pg';

const pool = new Pool();

export async function count(table: string) {
  const client = await pool.connect();
  let result;
  try {
    result = await client.query(`select id from ${table}`);
  } finally {
    client.release();
  }

  return result.rows.length;
}

export async function list(ids: number[]) {
  // One connection for all of them.
  const client = await pool.connect();

  try {
    // In the order they were asked for.
    for (const id of ids) {
      await client.query(`
      select id
      from items
      where id = ${id}`);
    }
  } finally {
    // Back to the pool.
    client.release();
  }
}

export async function find(id: number) {
  const client = await pool.connect();
  try {
    if (id < 0) return await client.query('select 1');
    const { rows } = await client.query('select id from items where id = $1', [id]);
    const first = rows[0];
    return first;
  } finally {
    client.release();
  }
}

async function onlyReleased() {
  const client = await pool.connect();
  client.release();
}
void onlyReleased().catch(console.error);
