import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

export class Runner {
  stopping = false;

  async stop(child: ChildProcess) {
    this.stopping = true;
    const ended = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
    const patience = pause(2000);
    await Promise.race([ended, patience]);
    this.stopping = false;
  }

  async stopBy(child: ChildProcess, ask: () => Promise<void>) {
    this.stopping = true; // expect missing-cleanup: this.stopping = true
    const ended = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
    await Promise.race([ended, ask()]);
    this.stopping = false;
  }
}
