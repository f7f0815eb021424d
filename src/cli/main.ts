import { text } from 'node:stream/consumers';
import { isMainThread, parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { ThreadJob } from '../audit/project-messages.ts';
import { compileLess } from './compile-less.ts';
import type { Output } from './io.ts';
import { run } from './run.ts';
import { threads } from './threads.ts';

const interruption = new AbortController();

function output(stream: NodeJS.WriteStream): Output {
  return { write: (content) => void stream.write(content), isTerminal: stream.isTTY === true, get width() { return stream.isTTY ? stream.columns : undefined; } };
}

async function main(): Promise<void> {
  // The first interrupt ends the work and still reports what is there; the second ends it at once.
  process.on('SIGINT', () => {
    if (interruption.signal.aborted) process.exit(130);
    interruption.abort();
  });

  // A reader that has seen enough (`| head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

  // The language server stays.
  if (process.argv[2] === 'audit') compileLess(process.versions.v8);
  // No process.exit: what is still on its way to a pipe would be lost.
  process.exitCode = await run(process.argv.slice(2), {
    cwd: process.cwd(),
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    readStdin: () => text(process.stdin),
    env: process.env,
    signal: interruption.signal,
    atOnce: threads,
  });
}

/** A thread that analyses some of the projects. V8 has been told what to compile for the whole process. */
async function help(port: MessagePort): Promise<void> {
  const { analyzeOnDemand } = await import('../audit/project-thread.ts');
  await analyzeOnDemand(port, workerData as ThreadJob);
}

void (isMainThread || !parentPort ? main() : help(parentPort));
