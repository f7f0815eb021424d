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
  /** What else its user can do, in words. */
  otherwise?: string;
}

/** Where native TypeScript is looked for. */
export interface NativePlace {
  /** The URL of a file: it is looked for where a module would find it that stands there. */
  from: string;
  /** The packages that may be it; the first that is there counts. */
  names: readonly string[];
  /** Where to install it, and what else its user can do, in words. */
  beside: string;
  otherwise: string;
}

/** Native TypeScript cannot be used here. The message says what to do. */
export class NativeError extends Error {
  override readonly name = 'NativeError';
}

/** What is known to work; the interface changes from one prerelease to the next. */
export const testedVersion = '7.1.0-dev.20261021.1';

const packageName = '@typescript/native';

/** Beside this tool. What is audited has no say in it. */
const ours: NativePlace = { from: import.meta.url, names: [packageName], beside: 'beside async-pitfalls', otherwise: 'leave --types native out' };

/** What a folder brings itself, which is run: for those who trust it. `typescript` is it as well where a project has come so far. */
export function nativeOfFolder(folder: string): NativePlace {
  return { from: pathToFileURL(`${folder}/package.json`).href, names: [packageName, 'typescript'], beside: 'in this folder', otherwise: 'choose something else for asyncPitfalls.types' };
}

/** Loads native TypeScript. Throws a NativeError where it is not installed, too old, or has no program for this machine. */
export async function loadNative({ from, names, beside, otherwise }: NativePlace = ours): Promise<NativeTypeScript> {
  const { resolve } = createRequire(from);
  const mend = `Install it ${beside} (npm install --save-dev --save-exact ${packageName}@npm:typescript@${testedVersion}), or ${otherwise}.`;
  const [installed] = names.flatMap((name) => {
    const manifest = found(() => resolve(`${name}/package.json`));
    return manifest === undefined ? [] : [{ name, manifest }];
  });
  if (!installed) throw new NativeError(`Native TypeScript (${packageName}) is not installed. ${mend}`);
  const { name } = installed;
  const { version } = JSON.parse(await readFile(installed.manifest, 'utf8')) as { version: string };
  const [sync, ast] = ['sync', 'ast'].map((entry) => found(() => resolve(`${name}/${entry}`)));
  if (sync === undefined || ast === undefined) throw new NativeError(`${name} is TypeScript ${version}, whose interface is another one. ${mend}`);
  try {
    return { version, sync: await load(sync) as typeof Sync, ast: await load(ast) as typeof Ast, otherwise };
  } catch (error) {
    throw new NativeError(`Native TypeScript ${version} cannot be loaded: ${reasonOf(error)}. ${mend}`);
  }
}

function found(resolve: () => string): string | undefined {
  try {
    return resolve();
  } catch {
    // Whatever Node says of it: it is not there.
    return undefined;
  }
}

function load(file: string): Promise<unknown> {
  return import(pathToFileURL(file).href);
}
