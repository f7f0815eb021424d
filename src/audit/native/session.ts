import type { ChildProcess } from 'node:child_process';
import type { API, Program as NativeProgram } from '@typescript/native/sync';
import ts from 'typescript';
import { CheckerLost, NoAnswer, type Checker } from '../../analysis/checker.ts';
import { nativeChecker } from './checker.ts';
import { NodeMaps } from './nodes.ts';
import { nativeOptions } from './options.ts';
import { NativeError, type NativeTypeScript } from './package.ts';
import { Wrappers } from './types.ts';

/** Native TypeScript at work, in a process of its own. Whoever starts it closes it. */
export interface NativeSession {
  /**
   * A checker for a program of TypeScript 6, whose files need parents. The one before may not be asked any more. `changed` are files
   * whose text in the program is not the one on disk. Throws CheckerLost where the process is gone.
   */
  checker(program: ts.Program, changed: readonly string[]): Checker;
  /** Ends the process. */
  close(): void;
}

/** Starts native TypeScript; `cwd` is absolute. Throws a NativeError where it does not start. */
export function startNative(native: NativeTypeScript, cwd: string): NativeSession {
  const api = start(native, cwd);
  const child = processOf(api);
  let current: { program: NativeProgram; nodes: NodeMaps } | undefined;
  let hasEnded = false;
  // Node closes its pipes, whose numbers may soon be those of other files: nothing may be written to them any more.
  child?.once('exit', () => { hasEnded = true; });
  const ask = <A>(question: () => A): A => {
    if (hasEnded) throw new CheckerLost('native TypeScript has ended');
    try {
      return question();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (isAlive(api)) throw new NoAnswer(`native TypeScript does not answer: ${reason}`, { cause: error });
      hasEnded = true;
      throw new CheckerLost('native TypeScript has ended', { cause: error });
    }
  };
  return {
    checker(program, changed) {
      current?.nodes.clear();
      const before = current?.program;
      const made = ask(() => createProgram(api, program, changed));
      if (before) ask(() => before.dispose());
      const nodes = new NodeMaps(program, made, native);
      current = { program: made, nodes };
      return nativeChecker(made.getProject().checker, new Wrappers(ask, nodes));
    },
    close() {
      // Closing asks it something first, and throws where nobody answers.
      if (!hasEnded && isAlive(api)) api.close();
      else child?.kill('SIGKILL');
    },
  };
}

function start({ sync, version, otherwise = 'leave --types native out' }: NativeTypeScript, cwd: string): API {
  let api: API | undefined;
  try {
    api = new sync.API({ cwd });
    api.parseCommandLine([]);
    return api;
  } catch (error) {
    api?.close();
    throw new NativeError(`Native TypeScript ${version} does not start: ${error instanceof Error ? error.message : String(error)}. Install it anew, or ${otherwise}.`);
  }
}

/** Its process, which the interface does not show. Without it a question to one that has ended fails a moment later. */
function processOf(api: API): ChildProcess | undefined {
  return (api as { client?: { channel?: { child?: ChildProcess } } }).client?.channel?.child;
}

/** Whether a question that any process can answer still is. */
function isAlive(api: API): boolean {
  try {
    api.parseCommandLine([]);
    return true;
  } catch {
    return false;
  }
}

/**
 * The same files and options. TypeScript 6's own library files stand in for native TypeScript's, so that declarations are at the same
 * places in both.
 */
function createProgram(api: API, program: ts.Program, changed: readonly string[]): NativeProgram {
  const libraries = program.getSourceFiles().filter((file) => program.isSourceFileDefaultLibrary(file)).map(({ fileName }) => fileName);
  const files = Object.fromEntries(changed.flatMap((path) => {
    const text = program.getSourceFile(path)?.text;
    return text === undefined ? [] : [[path, text]];
  }));
  const rootFiles = [...libraries, ...program.getRootFileNames()];
  const snapshot = api.createSnapshot({
    createPrograms: [{ rootFiles, compilerOptions: nativeOptions(program.getCompilerOptions()) }],
    ...(changed.length > 0 && { fileSystem: { kind: 'layer' as const, files } }),
  });
  return snapshot.operation.createdPrograms[0];
}
