import { execFile } from 'node:child_process';
import os from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Git could not answer. The message says why, and the mend. */
export class GitError extends Error {
  override readonly name = 'GitError';
}

/** Asks the git of the machine; what the repository's own settings would have it start is switched off. */
export type Git = (...args: string[]) => Promise<string>;

/** Settings above those of the repository: whatever it says, nothing of it is run. */
const harmless = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.quotePath=false',
  // A repository that lies in the files of another one is no repository of the user's.
  'safe.bareRepository=explicit',
  // What a partial clone has not got would be fetched, through programs that its settings name.
  ...['', 'file.', 'git.', 'ssh.', 'http.', 'https.', 'ext.'].map((protocol) => `protocol.${protocol}allow=never`),
];

const maxOutput = 1 << 30;

/** Git in a folder (absolute). Throws a GitError where there is no git, or no repository that may be looked at. */
export async function openGit(folder: string, signal?: AbortSignal): Promise<Git> {
  const ask = (settings: readonly string[]): Git => async (...args) => {
    const options = ['--no-pager', '--no-optional-locks', ...settings.flatMap((setting) => ['-c', setting]), '-C', folder];
    // On Windows programs are looked for in the working directory first, and that is the workspace's.
    const cwd = os.platform() === 'win32' ? os.homedir() : undefined;
    const { stdout } = await run('git', [...options, ...args], { encoding: 'utf8', maxBuffer: maxOutput, windowsHide: true, ...(cwd !== undefined && { cwd }), ...(signal && { signal }) });
    return stdout;
  };
  const plain = ask(harmless);
  try {
    await plain('rev-parse', '--is-inside-work-tree').then((answer) => {
      if (answer.trim() !== 'true') throw new GitError(`${folder} lies in no working tree of git. Run it where the files are.`);
    });
  } catch (error) {
    throw inWords(error, folder);
  }
  return ask([...harmless, ...await withoutFilters(plain, folder)]);
}

/** To compare files git would send them through the programs that `filter.*` names. */
async function withoutFilters(git: Git, folder: string): Promise<string[]> {
  const names = await git('config', '--name-only', '--null', '--get-regexp', '^filter\\.').catch((error: unknown) => {
    // It ends with 1 where there is no such setting. After anything else nobody knows what a comparison would start.
    if (error instanceof Error && 'code' in error && error.code === 1) return '';
    throw inWords(error, folder);
  });
  const filters = new Set(names.split('\0').flatMap((name) => /^(filter\..+)\.[^.]+$/s.exec(name)?.[1] ?? []));
  // The command line could not name it.
  const odd = [...filters].find((filter) => filter.includes('='));
  if (odd !== undefined) throw new GitError(`git's setting ${odd} has '=' in its name, so that it cannot be switched off, and nothing of a repository is run. Rename the filter.`);
  return [...filters].flatMap((filter) => [`${filter}.clean=`, `${filter}.smudge=`, `${filter}.process=`, `${filter}.required=false`]);
}

function inWords(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || error instanceof GitError || error.name === 'AbortError') return error;
  if ('code' in error && error.code === 'ENOENT') return new GitError('git was not found. Install it, or put it into the PATH.');
  const said = reasonOf(error);
  if (said.includes('not a git repository')) return new GitError(`${folder} lies in no git repository. Run it in one, or without --changed.`);
  if (said.includes('dubious ownership')) {
    const top = /repository at '(.+)'/.exec(said)?.[1] ?? folder;
    return new GitError(`git does not trust ${top}, which belongs to somebody else. If you do: git config --global --add safe.directory ${top}`);
  }
  return new GitError(`git cannot be asked in ${folder}: ${said}`);
}

/** What git said, on one line. */
export function reasonOf(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  return (said === '' && error instanceof Error ? error.message : said).replace(/^(?:fatal|error): /, '').split(/\r?\n/)[0] ?? '';
}
