import { open } from 'node:fs/promises';
import { Pool, type PoolClient } from 'pg';
import { MongoClient } from 'mongodb';

declare const pool: Pool;
declare const mongo: MongoClient;

export async function readAll(path: string) {
  await using file = await open(path);
  const text = await file.readFile('utf8');
  return text.trim();
}

async function insert(client: PoolClient, name: string) {
  if (name !== '') await client.query('insert into names values ($1)', [name]);
}

export async function save(name: string) {
  const client = await pool.connect();
  await insert(client, name);
}

export async function transfer() {
  const session = mongo.startSession();
  session.startTransaction();
  await session.commitTransaction();
}

async function finish(client: PoolClient) {
  client.release();
}

export async function handsItToWhoReleases() {
  const client = await pool.connect();
  await finish(client);
}
