import { spawn } from 'node:child_process';
import { once } from 'node:events';

export async function exitOf(command: string) {
  const child = spawn(command);
  await once(child, 'exit');
}
