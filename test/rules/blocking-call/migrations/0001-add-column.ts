import { execFileSync } from 'node:child_process';

export async function up() {
  execFileSync('node', ['add-column.js'], { stdio: 'inherit' });
}
