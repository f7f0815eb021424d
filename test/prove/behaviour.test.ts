import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { makeWorkspace, removeWorkspaces, type Workspace } from '../support/command-line.ts';
import { compareBehaviour } from './behaviour.ts';
import { changedTexts, chooseChanges, offeredChanges, shuffled, type Change } from './changes.ts';
import { withMarks } from './marks.ts';
import { readResults, type TestResults } from './test-results.ts';
import { runTests } from './test-run.ts';
import { WorkTree } from './work-tree.ts';

const change = (name: string): Change => ({ finding: { rule: name } as Change['finding'], fix: { id: name, title: name, safe: false, edits: [] } });
const names = (changes: readonly Change[]): string => changes.map(({ fix }) => fix.id).join(' ');
const results = (passing: string[], failing: string[] = []): TestResults => ({ passing: new Set(passing), failing: new Set(failing) });

describe('behaviour of fixes', () => {
  afterEach(removeWorkspaces);

  const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(change);
  const has = (own: readonly Change[], ...ids: string[]): boolean => ids.every((id) => own.some(({ fix }) => fix.id === id));

  it('names the fix that breaks a test, each with its own', async () => {
    const { culprits } = await compareBehaviour(all, (own) => Promise.resolve(results(['stays', ...(has(own, 'b') ? [] : ['one']), ...(has(own, 'g') ? [] : ['two'])], ['failed before'])));
    assert.deepEqual(culprits.map((culprit) => [names(culprit.changes), ...culprit.tests]), [['b', 'one'], ['g', 'two']]);
  });

  it('names together what breaks a test only together', async () => {
    const { culprits } = await compareBehaviour(all.slice(0, 4), (own) => Promise.resolve(results(has(own, 'a', 'd') ? ['stays'] : ['stays', 'one'])));
    assert.deepEqual(culprits.map((culprit) => [names(culprit.changes), ...culprit.tests]), [['a b c d', 'one']]);
  });

  it('blames no fix for tests that fail now and then, or failed before', async () => {
    let run = 0;
    const { culprits, unsteady } = await compareBehaviour(all, () => {
      run += 1;
      return Promise.resolve(results(['stays', ...(run === 2 ? [] : ['one']), ...(run <= 1 ? ['two'] : [])], ['failed before']));
    });
    assert.deepEqual([culprits, [...unsteady].sort()], [[], ['one', 'two']]);
  });

  it('says so when there is nothing that could break', async () => {
    await assert.rejects(compareBehaviour(all, () => Promise.resolve(results([], ['fails']))), /Not one test passes/);
  });

  it('chooses the same fixes for the same number', () => {
    const items = [...'abcdefghij'];
    assert.deepEqual(shuffled(items, 7), shuffled(items, 7));
    assert.notDeepEqual(shuffled(items, 7), shuffled(items, 8));
    assert.deepEqual(shuffled(items, 7).sort(), items);
  });

  const reports: [name: string, text: string, passing: string[], failing: string[]][] = [
    ['jest and vitest', JSON.stringify({ numTotalTestSuites: 2, testResults: [{ name: 'a.js', status: 'failed', assertionResults: [{ fullName: 'x', status: 'passed' }, { fullName: 'y', status: 'failed' }, { fullName: 'z', status: 'pending' }] }, { name: 'b.js', status: 'failed', assertionResults: [] }] }), ['a.js: x'], ['a.js: y', 'b.js']],
    ['mocha, among other output', `starts {\n{\n  "stats": { "tests": 3 },\n  "passes": [{ "fullTitle": "x", "file": "a.js" }, { "fullTitle": "x", "file": "a.js" }],\n  "failures": [{ "fullTitle": "y" }]\n}\n`, ['a.js: x', 'a.js: x (2)'], [': y']],
    ['TAP', 'TAP version 13\n# Subtest: outer\n    ok 1 - x\n    not ok 2 - y\n    ok 3 - z # SKIP\nnot ok 1 - outer\n', ['x'], ['y', 'outer']],
  ];
  for (const [name, text, passing, failing] of reports) {
    it(`reads the report of ${name}`, () => {
      const read = readResults(text);
      assert.deepEqual([[...read.passing], [...read.failing]], [passing, failing]);
    });
  }

  it('wants a report that has names', () => assert.throws(() => readResults('12 passing\n'), /No tests can be read/));

  it('ends tests that take too long, with what they have started', async () => {
    const { root } = makeWorkspace();
    await assert.rejects(runTests({ command: 'node -e "setInterval(() => {}, 1000)" & wait', folder: root, timeLimit: 300 }), /took too long/);
  });

  it('lets nothing be lost that git does not have', async () => {
    const workspace = makeWorkspace({ 'a.js': 'one' });
    const tree = new WorkTree(workspace.root);
    await assert.rejects(tree.check([workspace.path('a.js')]), /is in no git checkout/);
    commit(workspace);
    await tree.check([workspace.path('a.js')]);
    workspace.write('a.js', 'two');
    await assert.rejects(tree.check([workspace.path('a.js')]), /a\.js is not in git as it is/);
    tree.set(new Map([[workspace.path('a.js'), 'three'], [workspace.path('new.js'), '']]));
    tree.restore();
    assert.equal(workspace.read('a.js'), 'two');
    assert.throws(() => workspace.read('new.js'), /ENOENT/);
  });

  it('tells which fix of a project breaks its tests, and leaves the project as it was', () => {
    const workspace = makeWorkspace({
      'package.json': '{ "type": "module" }',
      'a.js': `${save}export async function submit() {\n  save();\n  log.push('went on');\n}\n`,
      'b.js': `${save}export async function send() {\n  await save();\n  save();\n}\n`,
      'test/a.test.js': `${head}import { submit, log } from '../a.js';\ntest('goes on', async () => { submit(); assert.deepEqual(log, ['went on']); });\n`,
      'test/b.test.js': `${head}import { send, log } from '../b.js';\ntest('sends', async () => { await send(); assert.ok(log.includes('saved')); });\n`,
    });
    commit(workspace);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'prove-behaviour.ts'), workspace.root, '--tests', 'node --test --test-reporter=tap'], { encoding: 'utf8', env: { ...process.env, INIT_CWD: undefined } });
    assert.match(stdout, /Taken: 0 safe, 2 suggested \(seed 1\); 2 of them where/, stderr);
    assert.match(stdout, /a\.js:5 floating-promise \(\w+\): Await the promise\n {2}breaks: goes on\n[^]*\+ {2}await save\(\);\n/);
    assert.match(stdout, /2 tests pass, 0 fail\. After: 1 pass, 1 fail; 0 change from run to run\. 1 of 2 fixes break 1 tests/);
    assert.equal(status, 1);
    assert.equal(execFileSync('git', ['status', '--porcelain'], { cwd: workspace.root, encoding: 'utf8' }), '');
  });

  it('takes what is outside of tests, in the folders asked for, and as much as asked for', async () => {
    const text = `${save}export async function submit() {\n  save();\n}\n`;
    const workspace = makeWorkspace({ 'src/a.js': text, 'src/b.js': text, 'lib/c.js': text, 'test/d.js': text });
    const { root } = workspace;
    const offered = await offeredChanges(root);
    assert.deepEqual([offered.findings, chooseChanges(offered, 1, 50).suggested.length, chooseChanges(offered, 1, 2).suggested.length], [3, 3, 2]);
    const { preferred } = await offeredChanges(root, [workspace.path('src'), workspace.path('test')]);
    assert.deepEqual(preferred.map(({ finding }) => path.basename(finding.path)), ['a.js', 'b.js']);
  });

  it('writes down which places the program comes by', () => {
    const workspace = makeWorkspace();
    const text = "'use strict'\nconst run = (does) => does && first()\nfunction first() {\n  if (run.never) { second() }\n  return 1\n}\nrun(true)\n";
    const places = ['first()', 'second()', 'return', 'run(true)'].map((at, id) => ({ id, start: text.indexOf(at) }));
    const log = workspace.path('log');
    workspace.write('a.cjs', withMarks('a.cjs', text, places, log));
    execFileSync(process.execPath, [workspace.path('a.cjs')]);
    assert.deepEqual(workspace.read('log').trim().split('\n').sort(), ['0', '2', '3']);
    assert.equal(workspace.read('a.cjs').split('\n').length, text.split('\n').length);
  });

  it('makes the texts of all fixes, and of files that are not there yet', () => {
    const edits = [{ path: '/a', start: 1, end: 1, text: 'x' }, { path: '/new', start: 0, end: 0, text: 'all' }];
    const texts = changedTexts([{ id: 'a', title: 'a', safe: true, edits }], (path) => (path === '/a' ? '\uFEFFab' : undefined));
    assert.deepEqual([...texts], [['/a', '\uFEFFaxb'], ['/new', 'all']]);
  });
});

const save = 'export const log = [];\nconst wait = () => new Promise((resolve) => { setImmediate(resolve); });\nasync function save() { await wait(); log.push(\'saved\'); }\n';
const head = "import test from 'node:test';\nimport assert from 'node:assert';\n";

function commit({ root }: Workspace): void {
  for (const args of [['init', '-q'], ['add', '-A'], ['-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qm', 'all']]) execFileSync('git', args, { cwd: root });
}
