import { text } from 'node:stream/consumers';
import { compileLess } from './compile-less.ts';
import type { Output } from './io.ts';
import { run } from './run.ts';

const interruption = new AbortController();

// The first interrupt ends the work and still reports what is there; the second ends it at once.
process.on('SIGINT', () => {
  if (interruption.signal.aborted) process.exit(130);
  interruption.abort();
});

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

function output(stream: NodeJS.WriteStream): Output {
  return { write: (content) => void stream.write(content), isTerminal: stream.isTTY === true, get width() { return stream.isTTY ? stream.columns : undefined; } };
}

async function main(): Promise<void> {
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
  });
}

void main();
