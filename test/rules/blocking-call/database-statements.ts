import Database from 'better-sqlite3';

const database = new Database('data.db');

export async function names() {
  database.pragma('journal_mode = WAL'); // expect blocking-call (information): database.pragma('journal_mode = WAL')
  return database.prepare('SELECT name FROM users').all(); // expect blocking-call (information): database.prepare('SELECT name FROM users').all()
}
