import { spawn } from 'node:child_process';

export async function exitOf(command: string) {
  const child = spawn(command);
  await new Promise((resolve) => child.once('exit', resolve)); // expect never-settles: new Promise((resolve) => child.once('exit', resolve))
}
