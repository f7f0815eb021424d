import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { applyEdits, selectFixes } from '../analysis/edits.ts';
import type { Edit, Finding, Problem } from '../analysis/finding.ts';
import { withoutByteOrderMark } from '../analysis/text.ts';
import { audit, type AuditHooks, type AuditOptions, type AuditResult } from './audit.ts';
import { reasonOf } from './discover.ts';
import { whyHandsOff } from './hands-off.ts';
import { parseTolerantly } from './program.ts';
import { safeFixOf, safeFixOfFile } from './safe-fixes.ts';

export { audit };

/** A file before and after its fixes, with byte order mark where it has one. */
export interface ChangedFile {
  /** Absolute, with `/`. */
  path: string;
  /** undefined: the file is new. */
  before: string | undefined;
  after: string;
  /** How many fixes are in it. */
  fixes: number;
}

/** What is left after the fixes, and what they changed. Nothing is written yet. */
export interface FixOutcome {
  result: AuditResult;
  changes: ChangedFile[];
  /** The rounds were used up and there was still something to fix. */
  unfinished: boolean;
}

/** How a fix-all is done. */
export interface FixWays {
  /**
   * Nobody reads what is left: `result` is of the last round only, and later rounds look at the files that have changed. Each file's
   * changes can be taken without those of the others.
   */
  onlyChanges?: boolean;
  /** Which findings of a round may be fixed. Left out: all. */
  among?: (result: AuditResult) => readonly Finding[];
  /** Told each round, from 1. */
  onRound?: (round: number) => void;
}

const maxRounds = 10;

/** Audits, applies the safe fixes in memory, and audits again until there is nothing left to fix. Throws what `audit` throws. */
export async function auditAndFix(options: AuditOptions, hooks: AuditHooks = {}, { onlyChanges = false, among = ({ findings }) => findings, onRound }: FixWays = {}): Promise<FixOutcome> {
  const changes = new Map<string, ChangedFile>();
  const problems: Problem[] = [];
  const refused = new Set<string>();
  const allowed = new Set<string>();
  /** Whether a tool may change a file. Why it may not is a problem, told once. */
  const mayFix = (file: string, text: string | undefined): boolean => {
    if (refused.has(file) || allowed.has(file) || text === undefined) return !refused.has(file);
    const reason = whyHandsOff(file, text, options.cwd);
    (reason === undefined ? allowed : refused).add(file);
    if (reason !== undefined) problems.push({ kind: 'skipped', path: file, message: `Not fixed: ${reason}` });
    return reason === undefined;
  };
  const overlay = (file: string): string | undefined => changes.get(file)?.after ?? hooks.overlay?.(file);
  const choose = onlyChanges ? safeFixOfFile : safeFixOf;
  let asked: AuditOptions = { ...options, withFixes: onlyChanges ? 'safe' : true };
  for (let round = 0; ; round += 1) {
    onRound?.(round + 1);
    // As long as all is as it is on disk, nobody need be asked.
    const result = await audit(asked, changes.size > 0 ? { ...hooks, overlay } : hooks);
    const chosen = result.partial ? [] : among(result).map(choose).filter((fix) => fix !== undefined);
    const fixes = chosen.filter((fix) => !fix.edits.some(({ path: file }) => !mayFix(file, result.texts.get(file))));
    if (fixes.length === 0 || round === maxRounds) {
      result.problems.push(...problems);
      return { result, changes: [...changes.values()].filter((change) => change.before !== change.after), unfinished: fixes.length > 0 };
    }
    const { taken, edits } = selectFixes(fixes);
    const byPath = groupByPath(edits);
    if (onlyChanges) asked = { ...asked, files: [...byPath.keys()] };
    for (const [file, own] of byPath) {
      const current = overlay(file) ?? await readText(file);
      const outcome = applyTo(file, current, own, result.texts.get(file));
      if (typeof outcome === 'string') {
        const { before, fixes: count } = changes.get(file) ?? { before: current, fixes: 0 };
        changes.set(file, { path: file, before, after: outcome, fixes: count + taken.filter((fix) => fix.edits[0]?.path === file).length });
        continue;
      }
      refused.add(file);
      problems.push(outcome);
    }
  }
}

function groupByPath(edits: readonly Edit[]): Map<string, Edit[]> {
  const groups = new Map<string, Edit[]>();
  for (const edit of edits) groups.set(edit.path, [...(groups.get(edit.path) ?? []), edit]);
  return groups;
}

/** The new text of a file, or why it stays as it is. `analysed` is the text in which the edits count. */
function applyTo(file: string, current: string | undefined, edits: readonly Edit[], analysed: string | undefined): string | Problem {
  if (current === undefined && analysed !== undefined) return { kind: 'skipped', path: file, message: 'Not fixed: the file was deleted while it was analysed.' };
  if (current === undefined) return applyEdits('', edits);
  const text = withoutByteOrderMark(current);
  if (text !== analysed) return { kind: 'skipped', path: file, message: 'Not fixed: the file changed while it was analysed. Fix it again.' };
  const mark = current.slice(0, current.length - text.length);
  const fixed = applyEdits(text, edits);
  if (damageCount(file, fixed) > damageCount(file, text)) return { kind: 'rule', path: file, message: 'Not fixed: with its safe fixes the file would not parse. Please report this with the file.' };
  return mark + fixed;
}

function damageCount(file: string, text: string): number {
  return parseTolerantly(file, text, ts.ScriptTarget.Latest).damage.length;
}

/** undefined for a file that is to be made; `write` notices when it is there all the same. */
async function readText(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

/** Writes changed files, each at once or not at all. What could not be written is a problem. */
export function writeChanges(changes: readonly ChangedFile[]): { written: ChangedFile[]; problems: Problem[] } {
  const written: ChangedFile[] = [];
  const problems: Problem[] = [];
  for (const change of changes) {
    const reason = write(change);
    if (reason === undefined) written.push(change);
    else problems.push({ kind: 'skipped', path: change.path, message: `Not fixed: ${reason}` });
  }
  return { written, problems };
}

/** Writes one file through a temporary one beside it. Returns why it could not. */
function write({ path: file, before, after }: ChangedFile): string | undefined {
  let temporary: string | undefined;
  try {
    if (before === undefined) {
      temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID().slice(0, 8)}.tmp`);
      fs.writeFileSync(temporary, after, { flag: 'wx' });
      putNew(temporary, file);
      return undefined;
    }
    // Behind a symbolic link the file itself is replaced, not the link.
    const real = fs.realpathSync(file);
    const { mode, uid, gid } = fs.statSync(real);
    // A file that nobody may write is not meant to be written, though its folder would allow to replace it.
    if ((mode & 0o222) === 0) return 'the file is read-only. Make it writable and run --fix again.';
    const candidate = path.join(path.dirname(real), `.${path.basename(real)}.${randomUUID().slice(0, 8)}.tmp`);
    fs.writeFileSync(candidate, after, { flag: 'wx', mode });
    temporary = candidate;
    fs.chmodSync(candidate, mode);
    keepOwner(candidate, uid, gid);
    // Looked at last, so that the time in which someone else may write is short. Bytes: what is not UTF-8 would be lost.
    if (!fs.readFileSync(real).equals(Buffer.from(before))) return 'the file changed meanwhile, or is not in UTF-8. Run --fix again, or save it as UTF-8.';
    fs.renameSync(candidate, real);
    temporary = undefined;
    return undefined;
  } catch (error) {
    return `${reasonOf(error)}. Make the file and its folder writable and run --fix again.`;
  } finally {
    if (temporary !== undefined) fs.rmSync(temporary, { force: true });
  }
}

/** Gives a finished file its name, unless there is one of that name: a second name does so at once, which a new file of that name would not. */
function putNew(temporary: string, file: string): void {
  try {
    fs.linkSync(temporary, file);
  } catch (error) {
    // Not every file system has second names.
    if (fs.existsSync(file)) throw error;
    fs.renameSync(temporary, file);
  }
}

/** Only the administrator can give files away, and only the administrator's --fix would change their owner. */
function keepOwner(file: string, uid: number, gid: number): void {
  const now = fs.statSync(file);
  if (now.uid !== uid || now.gid !== gid) fs.chownSync(file, uid, gid);
}
