import { readFile } from 'node:fs/promises';
import pc from 'picocolors';
import { atLeast, type Finding } from '../analysis/finding.ts';
import type { AuditHooks, AuditOptions, AuditResult } from '../audit/audit.ts';
import type { RunCache } from '../audit/cache.ts';
import { isSourceFile, PathError, reasonOf } from '../audit/discover.ts';
import type { FixOutcome } from '../audit/fix.ts';
import { absolute } from '../audit/paths.ts';
import { unifiedDiff } from '../reports/diff.ts';
import { createReport, type Report } from '../reports/report.ts';
import { summaryText } from '../reports/text.ts';
import { prepareAdoption, type Adoption } from './adoption.ts';
import { UsageError } from './errors.ts';
import { formatted } from './formats.ts';
import { takesColors, type Io } from './io.ts';
import type { AuditCommand, Reporting } from './options.ts';
import { progressLine } from './progress.ts';
import { auditAndKeep, openCache } from './remembered.ts';
import { Stats } from './stats.ts';
import { version } from '../reports/version.ts';
import { writeReport } from './write-report.ts';

/** The exit statuses of `audit`. */
export const exit = { clean: 0, findings: 1, failed: 2, interrupted: 130 } as const;

/** Audits, reports, and returns the exit status. Throws errors that the user can mend: UsageError, PathError, ConfigError. */
export async function auditCommand(command: AuditCommand, io: Io): Promise<number> {
  const stats = new Stats();
  const progress = progressLine(io, command.quiet);
  const stdin = command.stdinFilename === undefined ? undefined : await readStdin(command.stdinFilename, io);
  const adoption = await prepareAdoption(command, io);
  const config = command.config === undefined ? undefined : await readConfig(command.config, io.cwd);
  const hooks: AuditHooks = {
    signal: io.signal,
    onProgress: progress.show,
    ...(io.atOnce && { atOnce: io.atOnce }),
    ...(command.stats && { onTime: (kind, name, milliseconds) => stats.add(kind, name, milliseconds) }),
    ...(stdin && { overlay: (file: string) => (file === stdin.path ? stdin.text : undefined) }),
  };
  let outcome: FixOutcome;
  try {
    outcome = await outcomeOf(command, io, { config, stdin, adoption, stats }, hooks);
  } finally {
    progress.clear();
  }

  if (command.fix === 'write') await tellFixes(outcome, command, io);
  outcome.result = await adoption.apply(outcome.result);
  const start = performance.now();
  await report(outcome, command, io);
  stats.add('phase', 'report', performance.now() - start);
  if (command.stats) io.stderr.write(stats.text());
  return statusOf(outcome.result, command);
}

interface Given {
  config: string | undefined;
  stdin: { path: string } | undefined;
  adoption: Adoption;
  stats: Stats;
}

/** What is remembered is answered before TypeScript is loaded, which takes longer than all the rest. */
async function outcomeOf(command: AuditCommand, io: Io, given: Given, hooks: AuditHooks): Promise<FixOutcome> {
  const start = performance.now();
  const cache = await openCache(command, io, { config: given.config, choice: given.adoption.choice });
  const found = cache?.find();
  if (cache) given.stats.add('phase', 'recall', performance.now() - start);
  const result = found ?? await freshOutcome(command, io, given, hooks, cache);
  given.stats.cache = cache?.said;
  return 'changes' in result ? result : { result, changes: [], unfinished: false };
}

async function freshOutcome(command: AuditCommand, io: Io, given: Given, hooks: AuditHooks, cache: RunCache | undefined): Promise<FixOutcome | AuditResult> {
  const options = await toAuditOptions(command, io, given);
  if (cache) return auditAndKeep(cache, options, hooks);
  const { audit, auditAndFix } = await import('../audit/fix.ts');
  return command.fix ? auditAndFix(options, hooks) : audit(options, hooks);
}

async function toAuditOptions(command: AuditCommand, io: Io, { config: text, stdin, adoption: { choose } }: Given): Promise<AuditOptions> {
  const config = text === undefined || command.config === undefined ? undefined : (await import('../audit/config.ts')).parseConfig(absolute(io.cwd, command.config), text);
  return {
    cwd: absolute(io.cwd, '.'),
    paths: command.paths,
    ...(stdin && { files: [stdin.path] }),
    ...(choose && { choose }),
    types: command.types,
    settings: { overrides: command.overrides, withoutNearest: command.withoutConfig, ...(config && { config }) },
    withFixes: command.severity,
  };
}

async function readStdin(filename: string, io: Io): Promise<{ path: string; text: string }> {
  const file = absolute(io.cwd, filename);
  if (!isSourceFile(file)) throw new UsageError(`--stdin-filename ${filename}: its extension says neither TypeScript nor JavaScript. Use .ts .tsx .mts .cts .js .jsx .mjs or .cjs.`);
  return { path: file, text: await io.readStdin() };
}

async function readConfig(given: string, cwd: string): Promise<string> {
  try {
    return await readFile(absolute(cwd, given), 'utf8');
  } catch (error) {
    throw new PathError(`--config ${given} cannot be read: ${reasonOf(error)}. Mend the path.`);
  }
}

/** Writes what was fixed, unless the audit was interrupted: half a fix run would be hard to tell from a whole one. */
async function tellFixes({ result, changes, unfinished }: FixOutcome, command: AuditCommand, io: Io): Promise<void> {
  if (result.partial) return;
  const { writeChanges } = await import('../audit/fix.ts');
  const { written, problems } = writeChanges(changes);
  result.problems.push(...problems);
  const fixes = written.reduce((sum, change) => sum + change.fixes, 0);
  if (command.quiet) return;
  if (fixes > 0) io.stderr.write(`Applied ${fixes === 1 ? '1 safe fix' : `${fixes} safe fixes`} in ${written.length === 1 ? '1 file' : `${written.length} files`}.\n`);
  if (unfinished) io.stderr.write('After ten rounds there is still something to fix: run --fix again.\n');
}

async function report(outcome: FixOutcome, command: AuditCommand, io: Io): Promise<void> {
  const content = createReport(outcome.result, { cwd: absolute(io.cwd, '.'), toolVersion: version, severity: command.severity });
  if (command.fix === 'dry-run') await put(unifiedDiff(outcome.changes, content.cwd), content, command, io, true);
  else await putReport(content, command, io);
}

/** Writes a report where it shall go, in its format. Throws a PathError where that cannot be. */
export async function putReport(content: Report, command: Reporting, io: Io): Promise<void> {
  const toFile = command.output !== undefined;
  await put(formatted(content, command, toFile ? undefined : io.stdout, io), content, command, io, toFile);
}

async function put(text: string, content: Report, command: Reporting, io: Io, withSummary: boolean): Promise<void> {
  if (command.output === undefined) io.stdout.write(text);
  else await writeReport(command.output, text, io.cwd);
  if ((command.output !== undefined || withSummary) && !command.quiet) io.stderr.write(`${summaryText(content, pc.createColors(takesColors(io.stderr, io, command.color)))}\n`);
}

/** The exit status that findings, and an audit that was interrupted, come to. */
export function statusOf(result: Pick<AuditResult, 'findings' | 'partial'>, { failOn }: Pick<Reporting, 'failOn'>): number {
  if (result.partial) return exit.interrupted;
  const fails = (finding: Finding): boolean => failOn !== 'never' && atLeast(finding.severity, failOn);
  return result.findings.some(fails) ? exit.findings : exit.clean;
}
