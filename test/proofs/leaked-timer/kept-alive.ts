// fix: clear-timer
// before: done, 1 timers keep the process alive
// after: done, 0 timers keep the process alive
async function work(): Promise<string> {
  return 'done';
}

async function limited(): Promise<string> {
  return await Promise.race([
    work(),
    new Promise<string>((resolve) => setTimeout(resolve, 3_600_000, 'too late')),
  ]);
}

const result = await limited();
const timers = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout');
console.log(`${result}, ${timers.length} timers keep the process alive`);
// Who waited for it would wait for an hour.
process.exit();
