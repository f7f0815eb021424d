import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export async function release(version: string) {
  if (!existsSync('dist')) {
    console.error('Nothing to release.');
    process.exit(1);
  }
  await publish(version);
}

async function publish(version: string) {
  execSync(`npm publish --tag ${version}`, { stdio: 'inherit' });
}
