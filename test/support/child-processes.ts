import childProcess, { type ChildProcess } from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';

/** Every process that is started while something runs, whoever starts it. */
export async function startedWhile(work: (started: readonly ChildProcess[]) => Promise<void>): Promise<ChildProcess[]> {
  const started: ChildProcess[] = [];
  const { spawn } = childProcess;
  const replace = (by: typeof spawn): void => {
    childProcess.spawn = by;
    syncBuiltinESMExports();
  };
  replace(((...args: Parameters<typeof spawn>) => {
    const child = spawn(...args);
    started.push(child);
    return child;
  }) as typeof spawn);
  try {
    await work(started);
    return started;
  } finally {
    replace(spawn);
  }
}
