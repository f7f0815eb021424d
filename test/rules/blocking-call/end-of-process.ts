import fs from 'node:fs';

process.on('exit', () => fs.writeFileSync('last', 'exit'));
process.once('SIGTERM', shutdown);
process.on('uncaughtException', (error) => {
  fs.writeFileSync('crash', error.message);
  process.exit(1);
});
process.on('SIGHUP', () => {
  fs.writeFileSync('reload', ''); // expect blocking-call: fs.writeFileSync('reload', '')
});

function shutdown() {
  fs.rmSync('lock');
  process.exit();
}

export async function fail(error: Error) {
  if (error.name === 'Fatal') {
    fs.writeFileSync('crash', error.message);
    process.exit(1);
  }
  fs.writeFileSync('error', error.message); // expect blocking-call: fs.writeFileSync('error', error.message)
  await Promise.resolve();
  process.exit(0);
}
