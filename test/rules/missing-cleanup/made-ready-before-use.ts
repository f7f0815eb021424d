// package: { "name": "prints", "dependencies": { "express": "4" } }
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Pool } from 'pg';
import { chromium, type Page } from 'playwright';

const pool = new Pool();

/** A page is there as soon as the browser is. */
export async function print(address: string) {
  const browser = await chromium.launch(); // expect missing-cleanup (hint): browser
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    await page.goto(address);
    return await page.pdf();
  } finally {
    await browser.close();
  }
}

export async function visit(address: string, show: (page: Page) => Promise<void>) {
  const browser = await chromium.launch(); // expect missing-cleanup: browser
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  await show(page);
  await browser.close();
}

export async function sign(text: string) {
  const folder = await mkdtemp('sign-'); // expect missing-cleanup (hint): folder
  await chmod(folder, 0o700);
  try {
    await writeFile(`${folder}/text`, text);
    await fetch('http://sign');
  } finally {
    await rm(folder, { recursive: true });
  }
}

export async function isThere() {
  const client = await pool.connect(); // expect missing-cleanup (hint): client
  await client.query('SELECT 1');
  client.release();
}

export async function count(table: string) {
  const client = await pool.connect(); // expect missing-cleanup: client
  const { rows } = await client.query(`SELECT count(*) FROM ${table}`);
  client.release();
  return rows;
}
