// types: off
const { Pool } = require('pg');
const { open } = require('node:fs').promises;

const pool = new Pool();

exports.count = async (table) => {
  const client = await pool.connect();
  let rows;
  try {
    ({ rows } = await client.query(`select id from ${table}`));
  } finally {
    client.release();
  }
  return rows.map((row) => row.id)
};

exports.read = async (path) => {
  const file = await open(path, 'r');
  try {
    const text = await file.readFile('utf8');
    return text;
  } finally {
    await file.close();
  }
};

exports.query = async (db, sql) => {
  const connection = await db.getConnection();
  try {
    const rows = await connection.query(sql);
    return rows;
  } finally {
    connection.release();
  }
};
