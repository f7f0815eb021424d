import { open } from 'node:fs/promises';
import { Pool, type PoolClient } from 'pg';
import { MongoClient } from 'mongodb';

declare const pool: Pool;
declare const mongo: MongoClient;

export async function readAll(path: string) {
  const file = await open(path);
  try {
    const text = await file.readFile('utf8');
    return text.trim();
  } finally {
    await file.close();
  }
}

async function insert(client: PoolClient, name: string) {
  if (name !== '') await client.query('insert into names values ($1)', [name]);
}

export async function save(name: string) {
  const client = await pool.connect();
  try {
    await insert(client, name);
  } finally {
    client.release();
  }
}

export async function transfer() {
  const session = mongo.startSession();
  try {
    session.startTransaction();
    await session.commitTransaction();
  } finally {
    await session.endSession();
  }
}

async function finish(client: PoolClient) {
  client.release();
}

export async function handsItToWhoReleases() {
  const client = await pool.connect();
  await finish(client);
}
