import { atLeast, type Finding } from '../analysis/finding.ts';
import type { AuditOptions, AuditResult } from '../audit/audit.ts';
import type { Baseline } from '../audit/baseline.ts';
import { findBaseline, leaveOut, readBaseline, update, writeBaseline, type BaselineScope } from '../audit/baseline-use.ts';
import { changesSince, isChanged, onChangedLines, type Changes } from '../audit/changed-lines.ts';
import { absolute, relativePath } from '../audit/paths.ts';
import { filesOf } from '../audit/shard.ts';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';
import type { AuditCommand } from './options.ts';

/** Which part of an audit counts: of a shard, on changed lines, not agreed on in a baseline. */
export interface Adoption {
  choose?: NonNullable<AuditOptions['choose']>;
  /** Says which files `choose` takes: the same text, the same files of the same ones. */
  choice?: string;
  /** The result without what does not count. Writes the baseline where that was asked for, and says what became of it. */
  apply(result: AuditResult): Promise<AuditResult>;
}

/** Asks git and reads the baseline, so that nobody waits for an audit that cannot be told. Throws GitError, BaselineError, UsageError. */
export async function prepareAdoption(command: AuditCommand, io: Io): Promise<Adoption> {
  const cwd = absolute(io.cwd, '.');
  const { shard } = command;
  const changes = command.changed === undefined ? undefined : await changesUnlessInterrupted(command.changed, cwd, io.signal);
  const baseline = command.baseline && await openBaseline(command.baseline, cwd);
  const isPart = shard !== undefined || changes !== undefined || command.stdinFilename !== undefined;
  const scope: BaselineScope = { folders: isPart ? [] : (command.paths.length > 0 ? command.paths : ['.']).map((path) => absolute(cwd, path)) };
  return {
    ...((shard ?? changes) && {
      choice: JSON.stringify([shard, changes && [...changes].flatMap(([path, hunks]) => (hunks.length > 0 ? [path] : [])).sort()]),
      choose(files) {
        const part = shard ? filesOf(shard, files) : files;
        return changes ? part.filter((file) => changes.get(file) === 'all' || changes.get(file)?.length) : part;
      },
    }),
    async apply(result) {
      if (baseline && command.baseline?.isUpdated) return updated(baseline, result, scope, command, io);
      const counts = changes && ((finding: Finding) => isChanged(finding, changes));
      const open = baseline ? await withoutBaseline(baseline, result, scope, counts, command, io) : result;
      return changes ? onChangedLines(open, changes) : open;
    },
  };
}

/** An interrupted audit has found nothing, which it says itself. */
async function changesUnlessInterrupted(ref: string, cwd: string, signal: AbortSignal): Promise<Changes> {
  try {
    return await changesSince(ref, cwd, signal);
  } catch (error) {
    if (signal.aborted) return new Map();
    throw error;
  }
}

async function openBaseline({ file: given, isUpdated }: NonNullable<AuditCommand['baseline']>, cwd: string): Promise<Baseline> {
  const file = given === undefined ? await findBaseline(cwd) : absolute(cwd, given);
  const baseline = await readBaseline(file, cwd);
  if (baseline) return baseline;
  if (!isUpdated) throw new UsageError(`There is no baseline ${relativePath(cwd, file)}. Make it with --update-baseline, or mend the path (--baseline=FILE).`);
  return { file, entries: [] };
}

async function withoutBaseline(baseline: Baseline, result: AuditResult, scope: BaselineScope, counts: ((finding: Finding) => boolean) | undefined, command: AuditCommand, io: Io): Promise<AuditResult> {
  const { result: open, stale } = await leaveOut(baseline, result, scope, counts);
  if (stale > 0 && !command.quiet) {
    const name = relativePath(absolute(io.cwd, '.'), baseline.file);
    io.stderr.write(`${stale === 1 ? `1 finding in ${name} is gone from the code` : `${stale} findings in ${name} are gone from the code`}: --update-baseline drops ${stale === 1 ? 'it' : 'them'}.\n`);
  }
  return open;
}

async function updated(before: Baseline, result: AuditResult, scope: BaselineScope, command: AuditCommand, io: Io): Promise<AuditResult> {
  const cwd = absolute(io.cwd, '.');
  const name = relativePath(cwd, before.file);
  if (result.partial) {
    io.stderr.write(`${name} was not updated, because the audit was interrupted.\n`);
    return result;
  }
  const { severity, failOn } = command;
  const from = failOn !== 'never' && atLeast(severity, failOn) ? failOn : severity;
  const { baseline, result: open, added, stale } = await update(before, result, scope, from);
  await writeBaseline(baseline, cwd);
  const total = baseline.entries.reduce((sum, { count }) => sum + count, 0);
  if (!command.quiet) io.stderr.write(`${name}: ${total === 1 ? '1 finding' : `${total} findings`} (${added} added, ${stale} dropped).\n`);
  return open;
}
