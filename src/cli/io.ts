import type { AtOnce } from '../audit/audit-types.ts';

/** What the command line sees of its process. Tests hand in their own. */
export interface Io {
  /** Absolute. */
  cwd: string;
  stdout: Output;
  stderr: Output;
  /** Everything on stdin. */
  readStdin(): Promise<string>;
  env: Readonly<Record<string, string | undefined>>;
  /** Aborts when the user interrupts. */
  signal: AbortSignal;
  /** How projects are audited at the same time. Left out: they are not. */
  atOnce?: AtOnce;
}

/** A stream that is written to. */
export interface Output {
  write(text: string): void;
  isTerminal: boolean;
  /** In columns; undefined where it has no width. */
  width: number | undefined;
}

/** Whether an output takes colours: a terminal, unless the user says otherwise. */
export function takesColors(output: Output, { env }: Io, wanted: boolean): boolean {
  if (!wanted || (env['NO_COLOR'] ?? '') !== '') return false;
  return output.isTerminal && env['TERM'] !== 'dumb';
}
