import { open } from 'node:fs/promises';
import { Pool, type PoolClient } from 'pg';
import { MongoClient } from 'mongodb';

declare const pool: Pool;
declare const mongo: MongoClient;

export async function readAll(path: string) {
  const file = await open(path); // expect missing-cleanup: file
  const text = await file.readFile('utf8');
  return text.trim();
}

async function insert(client: PoolClient, name: string) {
  if (name !== '') await client.query('insert into names values ($1)', [name]);
}

export async function save(name: string) {
  const client = await pool.connect(); // expect missing-cleanup: client
  await insert(client, name);
}

export async function transfer() {
  const session = mongo.startSession(); // expect missing-cleanup: session
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
