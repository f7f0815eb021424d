import { createServer, type Server } from 'node:http';
import { MongoClient } from 'mongodb';
import { Pool } from 'pg';

declare const pool: Pool & { getConnection(): Promise<{ beginTransaction(): Promise<void>; query(sql: string): Promise<void>; commit(): Promise<void>; release(): void }> };
declare function probe(server: Server): Promise<boolean>;
declare function onBack(): void;

export async function names(url: string) {
  const client = new MongoClient(url);
  try {
    await client.connect();
    const found = await client.names();
    return found;
  } finally {
    await client.close();
  }
}

export async function connectOnly(url: string) {
  const client = new MongoClient(url);
  await client.connect();
  await client.close();
}

// The connection is what is lost; its transaction goes with it.
export async function change() {
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    await connection.query('update a');
    await connection.commit();
  } finally {
    connection.release();
  }
}

export async function check() {
  const server = createServer();
  server.listen(0);
  try {
    const works = await probe(server);
    return works;
  } finally {
    server.close();
  }
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
