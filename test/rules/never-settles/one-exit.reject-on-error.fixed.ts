import { spawn } from 'node:child_process';

export async function exitOf(command: string) {
  const child = spawn(command);
  await new Promise((resolve, reject) => child.once('exit', resolve).on('error', reject));
}
