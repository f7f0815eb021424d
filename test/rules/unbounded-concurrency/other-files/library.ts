import { readFile } from 'node:fs/promises';
import { Pool } from 'pg';

const pool = new Pool();

/** A pooled client behind a function of the project. */
export async function findUser(id: string) {
  const { rows } = await pool.query(`select ${id}`);
  return rows[0];
}

export const readConfig = async (name: string) => (await readFile(name, 'utf8')).trim();

export class Pages {
  load = async (url: string) => (await fetch(url)).text();
  title(url: string) {
    return this.load(url);
  }
}

let names: Promise<string> | undefined;
export async function nameOf(id: string) {
  names ??= readConfig('names');
  return (await names).includes(id);
}
