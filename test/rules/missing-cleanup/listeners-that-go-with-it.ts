// package: { "name": "notes", "dependencies": { "express": "5" } }
import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';

export const changes = new EventEmitter();

declare function done(text: string): Promise<void>;

// It goes with the child, however that ends.
export async function run(command: string) {
  const child = spawn(command);
  const print = (data: string): void => { console.log(data); };
  child.stdout.on('data', print); // expect missing-cleanup (hint): child.stdout.on('data', print)
  await done(command);
  child.stdout.off('data', print);
}

// What the module has stays.
export async function follow(command: string) {
  const print = (data: string): void => { console.log(data); };
  changes.on('change', print); // expect missing-cleanup: changes.on('change', print)
  await done(command);
  changes.off('change', print);
}
