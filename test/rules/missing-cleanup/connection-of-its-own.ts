import { createServer, type Server } from 'node:http';
import { MongoClient } from 'mongodb';
import { Pool } from 'pg';

declare const pool: Pool & { getConnection(): Promise<{ beginTransaction(): Promise<void>; query(sql: string): Promise<void>; commit(): Promise<void>; release(): void }> };
declare function probe(server: Server): Promise<boolean>;
declare function onBack(): void;

export async function names(url: string) {
  const client = new MongoClient(url); // expect missing-cleanup: client
  await client.connect();
  const found = await client.names();
  await client.close();
  return found;
}

export async function connectOnly(url: string) {
  const client = new MongoClient(url);
  await client.connect();
  await client.close();
}

// The connection is what is lost; its transaction goes with it.
export async function change() {
  const connection = await pool.getConnection(); // expect missing-cleanup: connection
  await connection.beginTransaction();
  await connection.query('update a');
  await connection.commit();
  connection.release();
}

export async function check() {
  const server = createServer();
  server.listen(0); // expect missing-cleanup: server.listen(0)
  const works = await probe(server);
  server.close();
  return works;
}

// Taken away for an error only: it is meant to stay.
export async function leave(redirect: () => Promise<void>) {
  window.addEventListener('pageshow', onBack);
  try {
    await redirect();
  } catch (error) {
    window.removeEventListener('pageshow', onBack);
    throw error;
  }
}
