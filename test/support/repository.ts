import { execFileSync } from 'node:child_process';
import { makeWorkspace, type Workspace } from './command-line.ts';

/** A workspace that is a repository of the real git. */
export interface Repository extends Workspace {
  git(...args: string[]): string;
  /** Commits everything, ignored files aside. */
  commit(): void;
}

/** Makes a repository with these files committed. Removed by `removeWorkspaces`. */
export function makeRepository(files: Readonly<Record<string, string>> = {}): Repository {
  const workspace = makeWorkspace(files);
  const git = (...args: string[]): string => execFileSync('git', ['-C', workspace.root, '-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', ...args], { encoding: 'utf8', stdio: 'pipe' });
  const commit = (): void => {
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', 'x');
  };
  git('init', '--quiet', '--initial-branch=main');
  if (Object.keys(files).length > 0) commit();
  return { ...workspace, git, commit };
}
