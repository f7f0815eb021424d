import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type * as Ast from '@typescript/native/ast';
import type * as Sync from '@typescript/native/sync';
import { reasonOf } from '../discover.ts';

/** Native TypeScript's modules, loaded. */
export interface NativeTypeScript {
  version: string;
  sync: typeof Sync;
  ast: typeof Ast;
}

/** Native TypeScript cannot be used here. The message says what to do. */
export class NativeError extends Error {
  override readonly name = 'NativeError';
}

/** What is known to work; the interface changes from one prerelease to the next. */
export const testedVersion = '7.1.0-dev.20261021.1';

const mend = `Install it beside async-pitfalls (npm install --save-dev --save-exact @typescript/native@npm:typescript@${testedVersion}), or leave --types native out.`;

/**
 * Loads native TypeScript from where a module would find it that stands at a file URL; left out: from this tool's own installation.
 * What is audited has no say in it. Throws a NativeError where it is not installed, too old, or has no program for this machine.
 */
export async function loadNative(from: string = import.meta.url): Promise<NativeTypeScript> {
  const { resolve } = createRequire(from);
  const manifest = found(() => resolve('@typescript/native/package.json'), 'Native TypeScript (@typescript/native) is not installed.');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const [sync, ast] = ['sync', 'ast'].map((entry) => found(() => resolve(`@typescript/native/${entry}`), `@typescript/native is TypeScript ${version}, whose interface is another one.`));
  try {
    return { version, sync: await load(sync) as typeof Sync, ast: await load(ast) as typeof Ast };
  } catch (error) {
    throw new NativeError(`Native TypeScript ${version} cannot be loaded: ${reasonOf(error)}. ${mend}`);
  }
}

function found(resolve: () => string, otherwise: string): string {
  try {
    return resolve();
  } catch {
    // Whatever Node says of it: it is not there.
    throw new NativeError(`${otherwise} ${mend}`);
  }
}

function load(file: string | undefined): Promise<unknown> {
  return import(pathToFileURL(file ?? '').href);
}
