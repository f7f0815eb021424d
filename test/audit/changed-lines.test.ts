import assert from 'node:assert/strict';
import fs from 'node:fs';
import { changesSince, isChanged, type Hunk } from '../../src/audit/changed-lines.ts';
import { readHunks } from '../../src/audit/diff-hunks.ts';
import { GitError } from '../../src/audit/git.ts';
import { makeWorkspace, removeWorkspaces } from '../support/command-line.ts';
import { makeRepository, type Repository } from '../support/repository.ts';

afterEach(removeWorkspaces);

const numbers = (count: number): string => Array.from({ length: count }, (_, index) => `${index + 1};\n`).join('');

/** What has changed, by relative path; hunks as `start+count`. */
async function changed(repository: Repository, ref = 'HEAD', folder = ''): Promise<Record<string, string>> {
  const changes = await changesSince(ref, `${repository.root}${folder}`);
  return Object.fromEntries([...changes].map(([path, hunks]) => [path.slice(repository.root.length + 1), hunks === 'all' ? 'all' : hunks.map(({ start, count }) => `${start}+${count}`).join(' ')]).sort());
}

describe('what has changed', () => {
  it('is what differs from the commit: staged, unstaged, untracked', async () => {
    const repository = makeRepository({ 'staged.ts': numbers(3), 'sub/unstaged.ts': numbers(9), 'same.ts': '', 'gone.ts': '1;\n', 'notes.md': 'x', '.gitignore': 'ignored.ts\n' });
    repository.write('staged.ts', `0;\n${numbers(3)}`);
    repository.git('add', 'staged.ts');
    repository.write('sub/unstaged.ts', numbers(9).replace('3;\n4;\n', 'new;\n').replace('7;\n', ''));
    repository.write('sub/deep/new.mjs', '1;\n');
    repository.write('ignored.ts', '1;\n');
    repository.write('notes.md', 'y');
    fs.rmSync(repository.path('gone.ts'));
    assert.deepEqual(await changed(repository), { 'staged.ts': '1+1', 'sub/unstaged.ts': '3+1 5+0', 'sub/deep/new.mjs': 'all' });
    assert.deepEqual(await changed(repository, 'HEAD', '/sub/deep'), await changed(repository));
  });

  it('follows renames, and knows names of every kind', async () => {
    const names = ['a b.ts', 'tab\there.ts', 'quo"te.ts', 'back\\slash.ts', 'ümlaut.ts', ' lead.ts', 'b/+++ x.ts'];
    const repository = makeRepository({ 'old.ts': numbers(20), 'plain.ts': numbers(20), ...Object.fromEntries(names.map((name) => [name, numbers(3)])) });
    repository.git('mv', 'old.ts', 'new name.ts');
    repository.git('mv', 'plain.ts', 'moved.ts');
    repository.write('new name.ts', numbers(20).replace('5;', 'five;'));
    for (const name of names) repository.write(name, `${numbers(3)}++ b/other.ts\n`);
    assert.deepEqual(await changed(repository), { 'new name.ts': '5+1', 'moved.ts': '', ...Object.fromEntries(names.map((name) => [name, '4+1'])) });
  });

  it('counts from where the branches parted', async () => {
    const repository = makeRepository({ 'a.ts': numbers(3) });
    repository.git('checkout', '--quiet', '-b', 'feature');
    repository.write('mine.ts', '1;\n');
    repository.commit();
    repository.git('checkout', '--quiet', 'main');
    repository.write('a.ts', numbers(4));
    repository.commit();
    repository.git('checkout', '--quiet', 'feature');
    assert.deepEqual(await changed(repository, 'main'), { 'mine.ts': '1+1' });
  });

  it('is everything before the first commit', async () => {
    const repository = makeRepository();
    repository.write('a.ts', numbers(2));
    repository.write('b.ts', numbers(2));
    repository.git('add', 'a.ts');
    assert.deepEqual(await changed(repository), { 'a.ts': '1+2', 'b.ts': 'all' });
  });

  it('is told whatever the settings of the repository say about diffs', async () => {
    const repository = makeRepository({ 'sub/a.ts': numbers(20), '.gitattributes': '*.ts -diff\n' });
    for (const [name, value] of [['diff.noprefix', 'true'], ['diff.mnemonicPrefix', 'true'], ['diff.interHunkContext', '30'], ['diff.context', '9'], ['diff.renames', 'false'], ['diff.relative', 'true'], ['color.ui', 'always'], ['diff.submodule', 'log']] as const) repository.git('config', name, value);
    repository.write('sub/a.ts', numbers(20).replace('3;', 'three;').replace('18;', 'x;'));
    assert.deepEqual(await changed(repository, 'HEAD', '/sub'), { 'sub/a.ts': '3+1 18+1' });
    repository.git('mv', 'sub/a.ts', 'b.ts');
    assert.deepEqual(await changed(repository), { 'b.ts': '3+1 18+1' });
  });

  it('leaves out submodules and other repositories', async () => {
    const repository = makeRepository({ 'a.ts': numbers(1) });
    const inner = makeRepository({ 'inner.ts': numbers(1) });
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'module');
    repository.commit();
    repository.write('module/inner.ts', numbers(5));
    fs.cpSync(inner.root, repository.path('nested'), { recursive: true });
    assert.deepEqual(await changed(repository), {});
  });

  it('is known in a folder that a symbolic link leads to', async () => {
    const repository = makeRepository({ 'sub/a.ts': numbers(1) });
    const outside = makeWorkspace();
    fs.symlinkSync(repository.root, outside.path('link'));
    repository.write('sub/a.ts', numbers(2));
    assert.deepEqual([...(await changesSince('HEAD', outside.path('link/sub'))).keys()], [outside.path('link/sub/a.ts')]);
  });

  it('cannot be told without a repository, of an unknown commit, or in the repository\'s own folder', async () => {
    const fails = async (folder: string, ref: string, message: RegExp): Promise<void> => assert.rejects(changesSince(ref, folder), (error: unknown) => {
      assert.ok(error instanceof GitError, String(error));
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
    const repository = makeRepository({ 'a.ts': '' });
    await fails(makeWorkspace().root, 'HEAD', /lies in no git repository/);
    await fails(repository.root, 'mian', /no commit, branch or tag 'mian'\. Mend the name/);
    await fails(repository.root, '--output=x', /'--output=x' is no commit/);
    await fails(repository.path('.git'), 'HEAD', /no working tree|bare repository/);
    repository.git('config', 'core.repositoryformatversion', '99');
    await fails(repository.root, 'HEAD', /^git cannot be asked in .*: Expected git repo version/);
  });
});

describe('without a git that answers', () => {
  const { env } = process;
  const messageWith = async (change: Record<string, string>, folder: string): Promise<string> => {
    process.env = { ...env, ...change };
    try {
      await changesSince('HEAD', folder);
      return 'nothing';
    } catch (error) {
      assert.ok(error instanceof GitError, String(error));
      return error.message;
    } finally {
      process.env = env;
    }
  };

  it('the machine has none', async () => assert.equal(await messageWith({ PATH: '/nowhere' }, makeRepository().root), 'git was not found. Install it, or put it into the PATH.'));

  it('it does not say which filters there are: a comparison could start any of them', async () => {
    const programs = makeWorkspace();
    fs.chmodSync(programs.write('git', '#!/bin/sh\ncase "$*" in *rev-parse*) echo true ;; *get-regexp*) echo "fatal: bad config line 3" >&2; exit 128 ;; *) exit 0 ;; esac\n'), 0o755);
    assert.match(await messageWith({ PATH: `${programs.root}:${env['PATH'] ?? ''}` }, makeRepository({ 'a.ts': '' }).root), /^git cannot be asked in .*: bad config line 3$/);
  });

  it('the repository belongs to somebody else', async () => {
    const { root } = makeRepository({ 'a.ts': '' });
    assert.match(await messageWith({ GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' }, root), /belongs to somebody else\. If you do: git config --global --add safe\.directory \//);
  });
});

describe('a repository that is not to be trusted', () => {
  it('starts nothing, whatever its settings name', async () => {
    const repository = makeRepository({ 'a.ts': numbers(3), 'b.ts': numbers(3) });
    const marks = makeWorkspace();
    const program = (name: string): string => {
      const script = marks.write(`${name}.sh`, `#!/bin/sh\ntouch '${marks.path(`ran-${name}`)}'\ncat 2>/dev/null\nexit 0\n`);
      fs.chmodSync(script, 0o755);
      return script;
    };
    repository.write('.gitattributes', '*.ts diff=evil filter=evil\n');
    const settings: [string, string][] = [
      ['core.fsmonitor', program('fsmonitor')], ['core.hooksPath', marks.path('hooks')], ['core.pager', program('pager')], ['pager.diff', program('pager-diff')],
      ['diff.external', program('external')], ['diff.evil.command', program('command')], ['diff.evil.textconv', program('textconv')],
      ['filter.evil.clean', program('clean')], ['filter.evil.smudge', program('smudge')], ['filter.evil.process', program('process')], ['filter.evil.required', 'true'],
      ['alias.diff', `!${program('alias')}`], ['alias.rev-parse', `!${program('alias')}`], ['core.sshCommand', program('ssh')], ['core.gitProxy', program('proxy')],
      ['core.askPass', program('askpass')], ['core.editor', program('editor')], ['credential.helper', program('credential')], ['interactive.diffFilter', program('interactive')],
    ];
    for (const [name, value] of settings) repository.git('config', name, value);
    for (const hook of ['post-index-change', 'post-checkout', 'reference-transaction', 'pre-commit']) fs.renameSync(program(`hook-${hook}`), marks.write(`hooks/${hook}`, ''));
    repository.write('a.ts', numbers(4));
    // Touched, not changed: git has to read it, and would write down in its index that it is the same.
    fs.utimesSync(repository.path('b.ts'), new Date(0), new Date(0));
    repository.write('c.ts', '1;\n');
    assert.deepEqual(await changed(repository), { 'a.ts': '4+1', 'c.ts': 'all' });
    const ran = (): string[] => fs.readdirSync(marks.root).filter((name) => name.startsWith('ran-')).sort();
    assert.deepEqual(ran(), []);
    // The traps are set: git as everybody calls it goes into them.
    repository.git('status');
    assert.ok(ran().includes('ran-fsmonitor'), ran().join());
    repository.git('config', '--unset', 'filter.evil.process');
    repository.git('diff', 'HEAD');
    assert.ok(ran().includes('ran-clean') || ran().includes('ran-process'), ran().join());
  });

  it('is not asked where a filter cannot be switched off', async () => {
    const repository = makeRepository({ 'a.ts': '' });
    repository.git('config', 'filter.a=b.clean', 'false');
    await assert.rejects(changesSince('HEAD', repository.root), /setting filter\.a=b has '=' in its name/);
  });

  it('fetches nothing that a partial clone has not got', async () => {
    const origin = makeRepository({ 'a.ts': numbers(3) });
    origin.git('config', 'uploadpack.allowFilter', 'true');
    const clone = makeRepository();
    clone.git('-c', 'protocol.file.allow=always', 'clone', '--quiet', '--filter=blob:none', '--no-checkout', `file://${origin.root}`, clone.path('inner'));
    const trap = clone.write('trap.sh', `#!/bin/sh\ntouch '${clone.path('ran')}'\n`);
    fs.chmodSync(trap, 0o755);
    clone.git('-C', 'inner', 'config', 'remote.origin.url', 'ssh://nowhere/x');
    clone.git('-C', 'inner', 'config', 'core.sshCommand', trap);
    clone.write('inner/a.ts', numbers(4));
    clone.git('-C', 'inner', 'config', 'protocol.ssh.allow', 'always');
    await assert.rejects(changesSince('HEAD', clone.path('inner')), GitError);
    assert.equal(fs.existsSync(clone.path('ran')), false);
    assert.throws(() => clone.git('-C', 'inner', 'diff', 'HEAD'));
    assert.equal(fs.existsSync(clone.path('ran')), true);
  });
});

describe('hunks of a diff', () => {
  it('are read whatever the lines look like', () => {
    const diff = ['diff --git a/a.ts b/a.ts', '--- a/a.ts', '+++ b/a.ts', '@@ -1,2 +1,3 @@ f', '--- a/x', '-@@ -1 +1 @@', '+++ b/x', '+@@ -9,9 +9,9 @@', '+\rx', '\\ No newline at end of file', '@@ -9 +10 @@', '-x', '\\ No newline at end of file', '+y', 'diff --git a/b.ts b/b.ts', '--- a/b.ts', '+++ b/b.ts', '@@ -3,0 +4 @@', '+x', ''].join('\n');
    assert.deepEqual(Object.fromEntries(readHunks(diff)), { 'a.ts': [{ start: 1, count: 3 }, { start: 10, count: 1 }], 'b.ts': [{ start: 4, count: 1 }] });
    assert.deepEqual([...readHunks('')], []);
  });
});

describe('a finding on changed lines', () => {
  const at = (path: string, from: number, to: number) => ({ path, start: 0, end: 0, range: { start: { line: from, column: 1 }, end: { line: to, column: 9 } } });
  const changes = new Map<string, Hunk[] | 'all'>([['/a.ts', [{ start: 5, count: 2 }, { start: 20, count: 0 }]], ['/new.ts', 'all']]);
  const is = (path: string, from: number, to = from, related: ReturnType<typeof at>[] = []): boolean => isChanged({ ...at(path, from, to), related: related.map((step) => ({ ...step, message: '' })) }, changes);

  it('touches one, spans a gap where lines were, or is explained by one', () => {
    assert.deepEqual([4, 5, 6, 7].map((line) => is('/a.ts', line)), [false, true, true, false]);
    assert.deepEqual([is('/a.ts', 1, 5), is('/a.ts', 1, 4), is('/a.ts', 6, 9)], [true, false, true]);
    assert.deepEqual([is('/a.ts', 20), is('/a.ts', 21), is('/a.ts', 20, 21), is('/a.ts', 12, 30)], [false, false, true, true]);
    assert.deepEqual([is('/new.ts', 99), is('/other.ts', 5)], [true, false]);
    assert.deepEqual([is('/a.ts', 40, 40, [at('/a.ts', 6, 6)]), is('/a.ts', 40, 40, [at('/a.ts', 41, 41)])], [true, false]);
  });
});
