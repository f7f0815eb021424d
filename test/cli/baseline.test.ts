import assert from 'node:assert/strict';
import fs from 'node:fs';
import { clean, fixable, floating, makeWorkspace, removeWorkspaces, runIn, type Outcome, type Workspace } from '../support/command-line.ts';
import { makeRepository } from '../support/repository.ts';

afterEach(removeWorkspaces);

const name = 'async-pitfalls.baseline.json';
const audit = (workspace: Workspace, ...args: string[]): Promise<Outcome> => runIn(workspace, ['audit', '--types', 'off', ...args]);
const pathsIn = (workspace: Workspace, file = name): string[] => (JSON.parse(workspace.read(file)) as { findings: { path: string }[] }).findings.map(({ path }) => path);

interface Json {
  findings: { path: string; range: { start: { line: number } } }[];
  summary: { findings: number; baselined: number; byRule: object };
}
const json = async (workspace: Workspace, ...args: string[]): Promise<Json> => JSON.parse((await audit(workspace, '--format', 'json', ...args)).stdout) as Json;

describe('--update-baseline and --baseline', () => {
  it('what is agreed on is neither listed nor counted and fails nothing; what is new does', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating, 'sub/b.ts': floating });
    const first = await audit(workspace, '--update-baseline');
    assert.deepEqual([first.status, first.stderr], [0, `${name}: 2 findings (2 added, 0 dropped).\n`]);
    assert.match(first.stdout, /^✓ No pitfalls found in 2 files .*\(2 in the baseline\)\n$/);
    const { findings, summary } = await json(workspace, '--baseline');
    assert.deepEqual([findings, summary.findings, summary.baselined, summary.byRule], [[], 0, 2, {}]);
    assert.equal((await audit(workspace)).status, 1);
    workspace.write('c.ts', floating);
    const { status, stdout } = await audit(workspace, '--baseline', '--severity', 'hint');
    assert.equal(status, 1);
    assert.match(stdout, /^c\.ts:3:3 /);
    assert.match(stdout, /^1 pitfall: 1 warning in 3 files .*\(2 in the baseline\)\n$/m);
  });

  it('says what is gone, and drops it', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating, 'b.ts': floating, 'c.ts': floating });
    await audit(workspace, '--update-baseline');
    workspace.write('a.ts', clean);
    const after = await audit(workspace, '--baseline');
    assert.deepEqual([after.status, after.stderr], [0, `1 finding in ${name} is gone from the code: --update-baseline drops it.\n`]);
    fs.rmSync(workspace.path('b.ts'));
    assert.equal((await audit(workspace, '--baseline')).stderr, `2 findings in ${name} are gone from the code: --update-baseline drops them.\n`);
    assert.equal((await audit(workspace, '--baseline', '--quiet')).stderr, '');
    assert.equal((await audit(workspace, '--update-baseline')).stderr, `${name}: 1 finding (0 added, 2 dropped).\n`);
    assert.deepEqual(pathsIn(workspace), ['c.ts']);
  });

  it('of named files leaves those of other files alone, except of files that are gone', async () => {
    const workspace = makeWorkspace({ 'src/a.ts': floating, 'src/b.ts': floating, 'c.ts': floating, 'gone.ts': floating });
    await audit(workspace, '--update-baseline');
    workspace.write('src/a.ts', clean);
    workspace.write('c.ts', clean);
    fs.rmSync(workspace.path('gone.ts'));
    assert.equal((await audit(workspace, 'src/b.ts', '--baseline')).stderr, `1 finding in ${name} is gone from the code: --update-baseline drops it.\n`);
    await audit(workspace, 'src/b.ts', '--update-baseline');
    assert.deepEqual(pathsIn(workspace), ['c.ts', 'src/a.ts', 'src/b.ts']);
    await audit(workspace, 'src/*.ts', '--update-baseline');
    assert.deepEqual(pathsIn(workspace), ['c.ts', 'src/b.ts']);
  });

  it('keeps what stands in a file that cannot be read as code, and drops what is excluded now', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating, 'b.ts': floating, 'old/c.ts': floating });
    await audit(workspace, '--update-baseline');
    workspace.write('a.ts', `${floating.replace('save();', 'fine();')}const = 1;\n`);
    workspace.write('b.ts', 'x\0y');
    workspace.write('async-pitfalls.jsonc', '{ "exclude": ["old/**"] }');
    await audit(workspace, '--update-baseline');
    assert.deepEqual(pathsIn(workspace), ['a.ts', 'b.ts']);
  });

  it('covers a file that was renamed, also when only that file is audited', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating, 'other.ts': floating });
    await audit(workspace, '--update-baseline');
    fs.renameSync(workspace.path('a.ts'), workspace.path('b.ts'));
    const whole = await audit(workspace, '--baseline');
    assert.deepEqual([whole.status, whole.stderr, (await audit(workspace, 'b.ts', '--baseline')).status], [0, '', 0]);
    workspace.write('c.ts', floating);
    assert.deepEqual((await json(workspace, '--baseline')).findings.map(({ path }) => path), ['c.ts']);
    await audit(workspace, 'b.ts', '--update-baseline');
    assert.deepEqual(pathsIn(workspace), ['b.ts', 'other.ts']);
  });

  it('takes in what would fail, from the lower of --severity and --fail-on on', async () => {
    const workspace = makeWorkspace({ 'a.ts': fixable, 'b.ts': floating });
    const total = async (...args: string[]): Promise<number> => {
      fs.rmSync(workspace.path(name), { force: true });
      await audit(workspace, '--update-baseline', ...args);
      return pathsIn(workspace).length;
    };
    assert.deepEqual([await total('--severity', 'error'), await total('--severity', 'error', '--fail-on', 'never'), await total('--severity', 'hint')], [1, 0, 2]);
  });

  it('is deterministic, and left alone when nothing changes', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating, 'b.ts': floating });
    await audit(workspace, '--update-baseline');
    const [text, { ino, mtimeMs }] = [workspace.read(name), fs.statSync(workspace.path(name))];
    await audit(workspace, '--update-baseline');
    const now = fs.statSync(workspace.path(name));
    assert.deepEqual([workspace.read(name), now.ino, now.mtimeMs], [text, ino, mtimeMs]);
    assert.deepEqual(fs.readdirSync(workspace.root).sort(), ['a.ts', name, 'b.ts']);
  });

  it('may have another name and folder, and a sub-folder uses that of its repository', async () => {
    const repository = makeRepository({ 'p/a.ts': floating, 'q/b.ts': floating, 'ci/run.sh': '' });
    await audit(repository, '--baseline=ci/known.json', '--update-baseline');
    assert.deepEqual(pathsIn(repository, 'ci/known.json'), ['../p/a.ts', '../q/b.ts']);
    fs.renameSync(repository.path('ci/known.json'), repository.path(name));
    repository.write(name, repository.read(name).replaceAll('../', ''));
    const inside = await runIn(repository, ['audit', '--types', 'off', '--baseline'], { cwd: repository.path('p') });
    assert.deepEqual([inside.status, inside.stderr], [0, '']);
    repository.write('p/a.ts', clean);
    await runIn(repository, ['audit', '--types', 'off', '--update-baseline'], { cwd: repository.path('p') });
    assert.deepEqual(pathsIn(repository), ['q/b.ts']);
  });

  it('--fix mends first, and what remains is agreed on', async () => {
    const workspace = makeWorkspace({ 'a.ts': fixable, 'b.ts': floating });
    assert.equal((await audit(workspace, '--fix', '--update-baseline', '--severity', 'hint')).status, 0);
    assert.deepEqual(pathsIn(workspace), ['b.ts']);
  });

  it('an interrupted audit updates nothing', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating });
    await audit(workspace, '--update-baseline');
    const { status, stderr } = await runIn(workspace, ['audit', '--types', 'off', '--update-baseline'], { signal: AbortSignal.abort() });
    assert.deepEqual([status, stderr, pathsIn(workspace)], [130, `${name} was not updated, because the audit was interrupted.\n`, ['a.ts']]);
  });

  const mistakes: [string, string[], string | undefined, RegExp][] = [
    ['a baseline that is not there', ['--baseline'], undefined, /There is no baseline async-pitfalls\.baseline\.json\. Make it with --update-baseline/],
    ['one by name that is not there', ['--baseline=ci.json'], undefined, /There is no baseline ci\.json/],
    ['one that is broken', ['--baseline'], '{', /async-pitfalls\.baseline\.json:1: the baseline is not valid JSON/],
    ['one that is broken and to be updated', ['--update-baseline'], '{', /not valid JSON/],
    ['one from the future', ['--baseline'], '{ "version": 9 }', /newer version of async-pitfalls/],
    ['one that is a folder', ['--baseline=.'], undefined, /the baseline cannot be read: it is a folder/],
    ['one that cannot be written', ['--baseline=no/where.json', '--update-baseline'], undefined, /no\/where\.json: the baseline cannot be written: there is no such file or folder/],
    ['an update of a part', ['--update-baseline', '--shard=1/2'], undefined, /--update-baseline needs to see whole files, and --shard shows a part/],
    ['an update of changed lines', ['--update-baseline', '--changed'], undefined, /and --changed shows a part/],
    ['an update by what only shows', ['--update-baseline', '--fix-dry-run'], undefined, /--fix-dry-run writes nothing/],
  ];
  for (const [what, args, text, message] of mistakes) {
    it(`2 for ${what}, with one line`, async () => {
      const workspace = makeWorkspace({ 'a.ts': '', ...(text !== undefined && { [name]: text }) });
      const { status, stdout, stderr } = await audit(workspace, ...args);
      assert.deepEqual([status, stdout, stderr.trimEnd().split('\n').length], [2, '', 1], stderr);
      assert.match(stderr, message);
    });
  }
});
