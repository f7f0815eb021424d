import assert from 'node:assert/strict';
import { floating, makeWorkspace, removeWorkspaces, runIn, type Workspace } from '../support/command-line.ts';
import { makeRepository } from '../support/repository.ts';

afterEach(removeWorkspaces);

interface Json {
  findings: { path: string; range: { start: { line: number } } }[];
  problems: { path: string }[];
  summary: { files: number; baselined: number };
}

async function audit(workspace: Workspace, ...args: string[]): Promise<Json & { places: string[] }> {
  const { stdout, stderr } = await runIn(workspace, ['audit', '--types', 'off', '--format', 'json', ...args]);
  assert.equal(stderr, '');
  const report = JSON.parse(stdout) as Json;
  return { ...report, places: report.findings.map(({ path, range }) => `${path}:${range.start.line}`) };
}

describe('--changed', () => {
  it('reports what stands on changed lines, and analyses changed files alone', async () => {
    const repository = makeRepository({ 'a.ts': floating, 'b.ts': floating, 'sub/c.ts': floating });
    assert.deepEqual((await audit(repository, '--changed')).summary.files, 0);
    repository.write('a.ts', `${floating}save();\n`);
    repository.write('sub/new.ts', floating);
    repository.git('mv', 'b.ts', 'renamed.ts');
    const { places, summary } = await audit(repository, '--changed');
    assert.deepEqual([places, summary.files], [['a.ts:5', 'sub/new.ts:3'], 2]);
    assert.deepEqual((await audit(repository, '--changed', 'sub')).places, ['sub/new.ts:3']);
    assert.deepEqual((await audit(repository, '--changed=HEAD', 'a.ts', 'renamed.ts')).places, ['a.ts:5']);
    repository.commit();
    assert.deepEqual((await audit(repository, '--changed')).places, []);
    assert.deepEqual((await audit(repository, '--changed=HEAD~1')).places, ['a.ts:5', 'sub/new.ts:3']);
  });

  it('still sees the other files: what they are decides over changed lines', async () => {
    const repository = makeRepository({ 'lib.ts': 'export async function load() { await fetch("x"); }\n', 'a.ts': 'import { load } from "./lib";\n' });
    repository.write('a.ts', 'import { load } from "./lib";\nexport async function go() {\n  load();\n}\n');
    assert.deepEqual((await audit(repository, '--changed')).places, ['a.ts:3']);
    assert.deepEqual((await audit(repository, '--changed', '--types', 'auto')).places, ['a.ts:3']);
  });

  it('tells of no problems in files that did not change', async () => {
    const repository = makeRepository({ 'a.ts': 'x\0', 'b.ts': '1;\n' });
    repository.write('b.ts', '2;\n');
    repository.write('c.ts', 'x\0');
    assert.deepEqual((await audit(repository, '--changed')).problems.map(({ path }) => path), ['c.ts']);
  });

  it('of equal findings it is the changed one that the baseline does not hold', async () => {
    const repository = makeRepository({ 'a.ts': floating });
    await runIn(repository, ['audit', '--types', 'off', '--update-baseline']);
    repository.commit();
    repository.write('a.ts', floating.replace('  save();', '  save(); // before\n  save();\n  save(); // behind'));
    const { places, summary } = await audit(repository, '--changed', '--baseline');
    assert.deepEqual([places, summary.baselined], [['a.ts:3', 'a.ts:5'], 0]);
  });

  it('needs no audit to say that there is no repository, or no such commit', async () => {
    const outside = await runIn(makeWorkspace({ 'a.ts': '' }), ['audit', '--changed']);
    assert.equal(outside.status, 2);
    assert.match(outside.stderr, /^async-pitfalls: \S+ lies in no git repository\. Run it in one, or without --changed\.\n$/);
    const unknown = await runIn(makeRepository({ 'a.ts': '' }), ['audit', '--changed=mian']);
    assert.deepEqual([unknown.status, unknown.stdout], [2, '']);
    assert.match(unknown.stderr, /^async-pitfalls: git knows no commit, branch or tag 'mian'\..*\n$/);
  });

  for (const [args, message] of [
    [['--changed', '--fix'], /--fix goes through whole files, --changed through lines\. Name the files to fix instead\./],
    [['--changed', '--stdin-filename', 'a.ts'], /a text that git does not know/],
    [['--shard=0/2'], /'0\/2' is no value of --shard: I\/N, the first of four parts is 1\/4\./],
    [['--shard=3/2'], /'3\/2' is no value/],
    [['--shard', 'x'], /'x' is no value/],
    [['--shard=1/2', '--stdin-filename', 'a.ts'], /which --shard cannot divide/],
  ] as const) {
    it(`2 for ${args.join(' ')}`, async () => {
      const { status, stderr } = await runIn(makeRepository({ 'a.ts': '' }), ['audit', ...args]);
      assert.equal(status, 2);
      assert.match(stderr, message);
    });
  }
});
