import { Pool } from 'pg';

declare const pool: Pool;

export async function early(ids: number[]) {
  const client = await pool.connect();
  try {
    if (ids.length === 0) {
      return 0;
    }
    if (ids.length > 100) {
      return 100;
    }
  } finally {
    client.release();
  }
  return ids.length;
}

export async function guarded(getClient: () => Promise<unknown>) {
  const client = await getClient();
  if (!client) return;
  console.log(client);
}

export async function onlyWhenOurs(shared?: import('pg').PoolClient) {
  let client = shared;
  let isOurs = false;
  if (!client) {
    client = await pool.connect();
    isOurs = true;
  }
  try {
    await client.query('select 1');
  } finally {
    if (isOurs) client.release();
  }
}

export async function sameConditionTwice(wanted: boolean) {
  let client;
  if (wanted) client = await pool.connect();
  console.log('working');
  if (wanted && client) {
    client.release();
    return 1;
  }
  return 0;
}
