// types: off
const { load, check } = require('./notes');

// It takes a connection with the first query.
async function count(source) {
  const runner = source.createQueryRunner();
  await check();
  try {
    await runner.connect();
    return await runner.query('SELECT count(*) FROM notes');
  } finally {
    await runner.release();
  }
}

async function move(source, name) {
  const runner = source.createQueryRunner(); // expect missing-cleanup: runner
  await runner.connect();
  const note = await load(name);
  await runner.query('UPDATE notes SET place = $1', [note]);
  await runner.release();
}

module.exports = { count, move };
