import type { Finding, Location, Problem } from '../analysis/finding.ts';
import type { AuditResult } from './audit.ts';
import { readHunks } from './diff-hunks.ts';
import { GitError, openGit, reasonOf, type Git } from './git.ts';
import { absolute, join } from './paths.ts';

/** Lines of one file, 1-based: some that are new (`count` from `start` on), or the place behind line `start` where some are gone. */
export interface Hunk {
  start: number;
  /** 0: only lines that are gone. */
  count: number;
}

/** What has changed: by absolute path the hunks of each file, or `all` of it. */
export type Changes = ReadonlyMap<string, readonly Hunk[] | 'all'>;

const sources = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'].map((extension) => `:(top,glob)**/*.${extension}`);

/**
 * The lines of source files that differ from where the working tree left `ref`: committed since, staged, unstaged and
 * untracked. `folder` is absolute, anywhere in the repository. Throws a GitError.
 */
export async function changesSince(ref: string, folder: string, signal?: AbortSignal): Promise<Changes> {
  const git = await openGit(folder, signal);
  const top = await topOf(git, folder);
  const base = await baseOf(git, ref);
  const changes = new Map<string, readonly Hunk[] | 'all'>();
  const ask = async (...args: string[]): Promise<string> => git(...args).catch((error: unknown) => {
    throw error instanceof Error && error.name === 'AbortError' ? error : new GitError(`git cannot tell what has changed since ${ref}: ${reasonOf(error)}`);
  });
  const diff = await ask('diff', '--unified=0', '--inter-hunk-context=0', '--text', '--find-renames', '--diff-filter=d', '--no-ext-diff', '--no-textconv', '--no-color', '--no-relative', '--ignore-submodules=all', '--src-prefix=a/', '--dst-prefix=b/', base, '--', ...sources);
  for (const [path, hunks] of readHunks(diff)) changes.set(join(top, path), hunks);
  const untracked = await ask('ls-files', '--others', '--exclude-standard', '--full-name', '-z', '--', ...sources);
  for (const path of untracked.split('\0')) if (path !== '') changes.set(join(top, path), 'all');
  return changes;
}

/** The top of the working tree, named as `folder` is: git itself resolves symbolic links. */
async function topOf(git: Git, folder: string): Promise<string> {
  const prefix = (await git('rev-parse', '--show-prefix')).replace(/\/?\r?\n$/, '');
  if (prefix === '') return folder;
  if (folder.endsWith(`/${prefix}`)) return folder.slice(0, -prefix.length - 1) || '/';
  return absolute(folder, (await git('rev-parse', '--show-toplevel')).replace(/\r?\n$/, ''));
}

/** The commit to compare with: where the branches parted, so that what others did since does not count. */
async function baseOf(git: Git, ref: string): Promise<string> {
  if (ref.startsWith('-') || ref.trim() === '') throw new GitError(`'${ref}' is no commit, branch or tag. Write --changed=main, or --changed alone for HEAD.`);
  const commit = await git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`).then((answer) => answer.trim(), () => undefined);
  if (commit === undefined && ref === 'HEAD') return (await git('hash-object', '-t', 'tree', '/dev/null')).trim();
  if (commit === undefined) throw new GitError(`git knows no commit, branch or tag '${ref}'. Mend the name, or fetch it first (a shallow clone has its last commit only).`);
  // Without a common ancestor, or with a clone too shallow to know it, the commit itself is all there is.
  return git('merge-base', commit, 'HEAD').then((answer) => answer.trim().split('\n')[0] || commit, () => commit);
}

/** A result with those findings alone that stand on, or are explained by, changed lines. */
export function onChangedLines(result: AuditResult, changes: Changes): AuditResult {
  const isAbout = ({ kind, path }: Problem): boolean => kind === 'config' || kind === 'types' || path === undefined || changes.has(path);
  return { ...result, findings: result.findings.filter((finding) => isChanged(finding, changes)), problems: result.problems.filter(isAbout) };
}

/** A finding counts when a line of it is new or lines within it are gone, or when a step that explains it is new. */
export function isChanged(finding: Pick<Finding, 'path' | 'range' | 'related'>, changes: Changes): boolean {
  return [finding, ...finding.related].some((location) => touches(location, changes.get(location.path) ?? []));
}

function touches({ range: { start, end } }: Pick<Location, 'range'>, hunks: readonly Hunk[] | 'all'): boolean {
  return hunks === 'all' || hunks.some(({ start: from, count }) => (count === 0 ? start.line <= from && end.line > from : start.line < from + count && end.line >= from));
}
