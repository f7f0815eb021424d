import fs from 'node:fs';
import path from 'node:path';
import { run } from '../../src/cli/run.ts';
import type { Io } from '../../src/cli/io.ts';
import { temporaryWorkspace } from './workspace.ts';

/** A folder of its own for one test, with `/`. Removed after the test that made it. */
export interface Workspace {
  root: string;
  path(file: string): string;
  write(file: string, content: string | Buffer): string;
  read(file: string): string;
}

const made: (() => void)[] = [];

/** Makes a folder outside every repository and fills it. */
export function makeWorkspace(files: Readonly<Record<string, string | Buffer>> = {}): Workspace {
  const { root, remove } = temporaryWorkspace({});
  made.push(remove);
  const workspace: Workspace = {
    root,
    path: (file) => `${root}/${file}`,
    write(file, content) {
      const target = `${root}/${file}`;
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, content);
      return target;
    },
    read: (file) => fs.readFileSync(`${root}/${file}`, 'utf8'),
  };
  for (const [file, content] of Object.entries(files)) workspace.write(file, content);
  return workspace;
}

/** For `afterEach`: removes what tests made. */
export function removeWorkspaces(): void {
  for (const remove of made.splice(0)) remove();
}

/** What a command line left behind. */
export interface Outcome {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs the command line in this process, without a terminal. */
export async function runIn(workspace: Workspace, args: readonly string[], io: Partial<Io> & { stdin?: string; terminal?: boolean } = {}): Promise<Outcome> {
  const outcome: Outcome = { status: -1, stdout: '', stderr: '' };
  const { stdin = '', terminal = false, ...rest } = io;
  outcome.status = await run(args, {
    cwd: workspace.root,
    stdout: { write: (text) => { outcome.stdout += text; }, isTerminal: terminal, width: terminal ? 80 : undefined },
    stderr: { write: (text) => { outcome.stderr += text; }, isTerminal: terminal, width: terminal ? 80 : undefined },
    readStdin: () => Promise.resolve(stdin),
    env: {},
    signal: new AbortController().signal,
    ...rest,
  });
  return outcome;
}

/** A file with one finding of floating-promise, in its third line, which syntax alone proves. */
export const floating = 'async function save() { await fetch("/save"); }\nexport async function submit() {\n  save();\n}\n';

/** A file with a finding that --fix mends: the comment in its second line. */
export const fixable = 'export async function submit() {\n  // async-pitfalls-disable-next-line floating-promise\n  await fetch("/save");\n}\n';

/** Loops in loops, each with a finding of misused-async-callback: its fix `for-of` of one takes a round of its own, the outermost first. */
export function nestedLoops(depth: number): string {
  const nested = (left: number): string => (left === 0 ? 'await fetch(url);' : `urls.forEach(async (url) => { ${nested(left - 1)} });`);
  return `export async function visit(urls: string[]) {\n  ${nested(depth)}\n}\n`;
}

/** A file without findings. */
export const clean = 'export async function submit() {\n  await fetch("/save");\n}\n';
