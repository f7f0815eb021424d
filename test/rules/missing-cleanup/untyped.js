// types: off
const { Pool } = require('pg');
const { open } = require('node:fs').promises;

const pool = new Pool();

exports.count = async (table) => {
  const client = await pool.connect(); // expect missing-cleanup: client
  const { rows } = await client.query(`select id from ${table}`);
  client.release();
  return rows.map((row) => row.id)
};

exports.read = async (path) => {
  const file = await open(path, 'r'); // expect missing-cleanup: file
  const text = await file.readFile('utf8');
  await file.close();
  return text;
};

exports.query = async (db, sql) => {
  const connection = await db.getConnection(); // expect missing-cleanup: connection
  const rows = await connection.query(sql);
  connection.release();
  return rows;
};
