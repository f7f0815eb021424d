import { Pool } from 'pg';

const pool = new Pool({ connectionString: 'postgres://localhost/orders', max: 10 });

export interface Order {
  id: string;
  customer: string;
  total: number;
}

export async function findOrder(id: string): Promise<Order | undefined> {
  const { rows } = await pool.query<Order>('select * from orders where id = $1', [id]);
  return rows[0];
}

export async function recordVisit(id: string): Promise<void> {
  await pool.query('insert into visits (order_id) values ($1)', [id]);
}

/** Moves an order to another customer. */
export async function moveOrder(id: string, customer: string): Promise<void> {
  const client = await pool.connect();
  await client.query('begin');
  await client.query('update orders set customer = $2 where id = $1', [id, customer]);
  await client.query('commit');
  client.release();
}

export async function deleteOrder(id: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('delete from visits where order_id = $1', [id]);
    await client.query('delete from orders where id = $1', [id]);
  } finally {
    client.release();
  }
}
