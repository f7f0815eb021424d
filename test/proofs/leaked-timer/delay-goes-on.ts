// fix: clear-timer
// before: done, 1 timers keep the process alive
// after: done, 0 timers keep the process alive
import { setTimeout as delay } from 'node:timers/promises';

async function work(): Promise<string> {
  return 'done';
}

const limited = async (): Promise<string> => await Promise.race([work(), delay(3_600_000, 'too late')]);

const result = await limited();
const timers = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout');
console.log(`${result}, ${timers.length} timers keep the process alive`);
process.exit();
