import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { AuditHooks, AuditOptions, AuditResult } from '../audit/audit.ts';
import { answerOf } from '../audit/cache-facts.ts';
import { cacheParent } from '../audit/cache-place.ts';
import { RunCache } from '../audit/cache.ts';
import { CacheStore, type WriteFile } from '../audit/cache-store.ts';
import { absolute } from '../audit/paths.ts';
import type { Io } from './io.ts';
import type { AuditCommand } from './options.ts';
import { version } from '../reports/version.ts';

/** The cache of a command; undefined where it wants none, or nothing that could be remembered: a text from stdin, a fix, answers of native TypeScript. */
export async function openCache(command: AuditCommand, io: Io, parts: { config: string | undefined; choice: string | undefined }, writeFile?: WriteFile): Promise<RunCache | undefined> {
  if (!command.cache || command.stdinFilename !== undefined || command.fix !== undefined) return undefined;
  // What its own process asks the file system, nobody hears.
  if (command.types === 'native') {
    io.stderr.write('async-pitfalls: With --types native nothing is remembered: --cache has no effect. Leave one of them out.\n');
    return undefined;
  }
  const cwd = absolute(io.cwd, '.');
  const parent = command.withoutConfig ? cwd : cacheParent(cwd, (file) => answerOf('f', file) !== '');
  const store = new CacheStore(parent, (line) => io.stderr.write(`async-pitfalls: ${line}\n`), writeFile);
  const { paths, types, overrides, withoutConfig, severity, config } = command;
  const { config: configText, choice } = parts;
  const key = JSON.stringify([await toolIdentity(), process.version, process.platform, cwd, paths, types, overrides, withoutConfig, config === undefined ? '' : absolute(cwd, config), configText ?? '', severity, choice ?? '']);
  return new RunCache(store, key, cwd);
}

/** Audits, and remembers what came out. */
export async function auditAndKeep(cache: RunCache, options: AuditOptions, hooks: AuditHooks): Promise<AuditResult> {
  const [{ audit }, { witnessedDisk }] = await Promise.all([import('../audit/audit.ts'), import('../audit/cache-host.ts')]);
  const witness = cache.witness();
  const result = await audit(options, { ...hooks, disk: witnessedDisk(witness), memory: cache.memory(witness) });
  const started = performance.now();
  cache.keep(result, witness);
  hooks.onTime?.('phase', 'remember', performance.now() - started);
  return result;
}

let identity: Promise<string> | undefined;

/** What this program is: another version, or another build of it, may find other things. It stays the same while it runs. */
function toolIdentity(): Promise<string> {
  return (identity ??= hashOfTool());
}

async function hashOfTool(): Promise<string> {
  const here = import.meta.dirname;
  const isBundled = path.basename(import.meta.filename).endsWith('.cjs');
  const files = isBundled ? ['cli.cjs', 'typescript.cjs'] : await sources(path.join(here, '..'));
  const hash = createHash('sha256').update(`${version} ${here}`);
  for (const file of files) hash.update(await readFile(path.join(here, file)));
  return hash.digest('hex');
}

/** Of the source tree. */
async function sources(root: string): Promise<string[]> {
  const names = await readdir(root, { recursive: true });
  const files: string[] = [];
  for (const name of names.sort()) if ((await stat(path.join(root, name))).isFile()) files.push(path.join('..', name));
  return files;
}
