import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { check } from '../../src/audit/cache-check.ts';
import { witnessedDisk } from '../../src/audit/cache-host.ts';
import type { Manifest } from '../../src/audit/cache-manifest.ts';
import { Witness } from '../../src/audit/cache-witness.ts';
import type { Disk } from '../../src/audit/disk.ts';
import { makeWorkspace, removeWorkspaces, type Workspace } from '../support/command-line.ts';

afterEach(removeWorkspaces);

/** Until the clock of the file system has gone on: what is written from here on has another time. */
function untilLater(workspace: Workspace): void {
  const time = (): number => fs.statSync(workspace.write('.clock', '')).mtimeMs;
  for (const start = time(); time() === start;);
  fs.rmSync(workspace.path('.clock'));
}

/** Long before and long after every file here was made: nothing is settled, everything is. */
const [before, after] = [0, Date.now() + 3_600_000];

type Question = (disk: Disk, workspace: Workspace) => unknown;
type Change = (workspace: Workspace) => unknown;

const files = { 'a.ts': 'one', 'in/b.ts': 'two', 'in/deep/c.ts': 'three', 'other/b.ts': 'four', 'package.json': '{}', 'tsconfig.json': '{}' };

/** What is asked, a change after which the answer is another one, and one that does not matter. */
const cases: readonly [string, Question, Change, Change][] = [
  ['a file', ({ host }, { path: at }) => host.readFile(at('a.ts')), (to) => to.write('a.ts', 'two'), (to) => to.write('a.ts', 'one')],
  ['a file that is not there', ({ files: disk }, { path: at }) => disk.readNow(at('x.ts')), (to) => to.write('x.ts', ''), (to) => to.write('y.ts', '')],
  ['whether there is a file', ({ host }, { path: at }) => host.fileExists(at('in/x.ts')), (to) => to.write('in/x.ts', ''), (to) => to.write('in/y.ts', '')],
  ['whether a file is still there', ({ host }, { path: at }) => host.fileExists(at('in/b.ts')), (to) => fs.rmSync(to.path('in/b.ts')), (to) => to.write('in/b.ts', 'else')],
  ['a file in a folder that is not there', ({ host }, { path: at }) => host.fileExists(at('no/x/y.ts')), (to) => to.write('no/x/y.ts', ''), (to) => to.write('no/y.ts', '')],
  ['whether there is a folder', ({ host }, { path: at }) => host.directoryExists(at('in/x')), (to) => to.write('in/x/y.ts', ''), (to) => to.write('in/y', '')],
  ['whether there is anything', ({ files: disk }, { path: at }) => disk.exists(at('.git')), (to) => to.write('.git', ''), (to) => to.write('.gitignore', '')],
  ['how large a file is', ({ files: disk }, { path: at }) => disk.stat(at('a.ts')), (to) => to.write('a.ts', 'x'.repeat(1_000_001)), (to) => to.write('a.ts', 'longer')],
  ['where a path leads', ({ host }, { path: at }) => host.realpath?.(at('in/b.ts')), (to) => { fs.rmSync(to.path('in/b.ts')); fs.symlinkSync(to.path('a.ts'), to.path('in/b.ts')); }, (to) => to.write('in/b.ts', 'else')],
  ['where a folder around a path leads', ({ host }, { path: at }) => host.realpath?.(at('in/b.ts')), (to) => { fs.renameSync(to.path('in'), to.path('was')); fs.symlinkSync(to.path('other'), to.path('in')); }, (to) => to.write('other/x.ts', '')],
  ['what is in a folder', ({ host }, { path: at }) => host.readDirectory(at('in'), ['.ts'], [], ['**/*']), (to) => to.write('in/x.ts', ''), (to) => to.write('in/x.json', '')],
  ['what is further in', ({ host }, { path: at }) => host.readDirectory(at('in'), ['.ts'], [], ['**/*']), (to) => to.write('in/deep/x.ts', ''), (to) => to.write('other/x.ts', '')],
  ['JSON in a folder', ({ host }, { path: at }) => host.readDirectory(at('in'), ['.ts', '.json'], [], ['*.json']), (to) => to.write('in/x.json', ''), (to) => to.write('in/x.md', '')],
  ['folders in a folder', ({ host }, { path: at }) => host.getDirectories(at('in')), (to) => to.write('in/new/x.ts', ''), (to) => to.write('in/x.ts', '')],
  ['the entries of a folder', ({ files: disk }, { path: at }) => disk.entries(at('in')), (to) => fs.rmSync(to.path('in/b.ts')), (to) => to.write('in/report.html', '')],
  ['the cache in a folder', ({ files: disk }, { path: at }) => disk.entries(at('in')), (to) => to.write('in/.hidden/x.ts', ''), (to) => to.write('in/.async-pitfalls-cache/x.ts', '')],
  ['config files', ({ files: disk }, { path: at }) => disk.configNames(at('.')), (to) => to.write('tsconfig.build.json', ''), (to) => to.write('x.ts', '')],
  ['a file behind a link', ({ host }, { path: at }) => host.readFile(at('link.ts')), (to) => to.write('target.ts', 'new'), (to) => to.write('target.ts', 'old')],
  ['whether a link leads anywhere', ({ host }, { path: at }) => host.fileExists(at('dangling.ts')), (to) => to.write('nowhere.ts', ''), (to) => to.write('somewhere.ts', '')],
  ['what a link in a folder is', ({ files: disk }, { path: at }) => disk.entries(at('.')), (to) => to.write('nowhere.ts/x', ''), (to) => to.write('target.ts', 'else')],
];

/** Asks, and gives the manifest of what was told. With `now` late, all that was told is known by its marks. */
async function told(workspace: Workspace, ask: Question, now: number): Promise<Manifest> {
  const witness = new Witness(now);
  await ask(witnessedDisk(witness), workspace);
  const manifest = witness.manifest();
  assert.ok(manifest);
  return manifest;
}

function project(): Workspace {
  const workspace = makeWorkspace({ ...files, 'target.ts': 'old' });
  fs.symlinkSync(workspace.path('target.ts'), workspace.path('link.ts'));
  fs.symlinkSync(workspace.path('nowhere.ts'), workspace.path('dangling.ts'));
  untilLater(workspace);
  return workspace;
}

/** Gives a file the time it had, as archives and package managers do. */
function withOldTimes(workspace: Workspace, change: Change): void {
  const names = fs.readdirSync(workspace.root, { recursive: true, encoding: 'utf8' });
  const times = new Map(names.map((name) => [name, fs.lstatSync(path.join(workspace.root, name))]));
  change(workspace);
  for (const [name, { atime, mtime }] of times) if (fs.existsSync(path.join(workspace.root, name))) fs.utimesSync(path.join(workspace.root, name), atime, mtime);
}

describe('what a run was told', () => {
  for (const [what, ask, change, harmless] of cases) {
    for (const [how, now] of [['by marks', after], ['by answers', before]] as const) {
      it(`holds until it is another: ${what}, ${how}`, async () => {
        const workspace = project();
        const manifest = await told(workspace, ask, now);
        assert.deepEqual(check(manifest, before), { changed: undefined, edited: [], better: undefined });
        untilLater(workspace);
        harmless(workspace);
        assert.equal(check(manifest, before).changed, undefined, 'nothing that matters has changed');
        withOldTimes(workspace, change);
        assert.notEqual(check(manifest, before).changed, undefined);
      });
    }

    it(`is soon known by marks: ${what}`, async () => {
      const workspace = project();
      const manifest = await told(workspace, ask, before);
      assert.ok([...manifest.files, ...manifest.folders].every(({ mark = '' }) => mark === ''), 'too new to be trusted');
      const { better = manifest } = check(manifest, after);
      assert.ok([...better.files, ...better.folders].every(({ mark }) => mark !== undefined));
      assert.deepEqual(check(better, after), { changed: undefined, edited: [], better: undefined });
      untilLater(workspace);
      withOldTimes(workspace, change);
      assert.notEqual(check(better, before).changed, undefined);
    });
  }

  it('is of no use where it changed on the way', async () => {
    const changes: Change[] = [(to) => to.write('a.ts', 'two'), (to) => to.write('in/x.ts', ''), (to) => fs.rmSync(to.path('in/b.ts'))];
    for (const change of changes) {
      const workspace = project();
      const witness = new Witness(after);
      const { host } = witnessedDisk(witness);
      host.readFile(workspace.path('a.ts'));
      host.fileExists(workspace.path('in/b.ts'));
      host.readDirectory(workspace.path('in'), ['.ts'], [], ['*']);
      untilLater(workspace);
      change(workspace);
      assert.equal(witness.manifest(), undefined);
    }
  });

  it('is kept apart for parts of the run', () => {
    const workspace = project();
    const witness = new Witness(after);
    const { host } = witnessedDisk(witness);
    host.readFile(workspace.path('a.ts'));
    const part = witness.listen();
    host.readFile(workspace.path('in/b.ts'));
    host.reuses?.(workspace.path('a.ts'));
    witness.listen(false);
    host.readFile(workspace.path('other/b.ts'));
    const paths = (manifest: Manifest | undefined): string[] => (manifest?.files ?? []).map((file) => path.relative(workspace.root, file.path)).sort();
    assert.deepEqual([paths(witness.manifest(part)), paths(witness.manifest())], [['a.ts', 'in/b.ts'], ['a.ts', 'in/b.ts', 'other/b.ts']]);
  });
});
