import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export async function publish(names: string[]) {
  for (const name of names) {
    if (existsSync(name)) execSync('npm publish', { cwd: name, stdio: 'inherit' });
    await fetch(`https://example.org/${name}`);
  }
}
