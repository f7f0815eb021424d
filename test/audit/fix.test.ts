import assert from 'node:assert/strict';
import fs from 'node:fs';
import { auditAndFix, writeChanges, type ChangedFile, type FixOutcome } from '../../src/audit/fix.ts';
import { parseConfig } from '../../src/audit/config.ts';
import { clean, fixable, floating, makeWorkspace, nestedLoops, removeWorkspaces, runIn, type Workspace } from '../support/command-line.ts';

afterEach(removeWorkspaces);

const fixed = 'export async function submit() {\n  await fetch("/save");\n}\n';

function run(workspace: Workspace, safeFixes: string[] = []): Promise<FixOutcome> {
  const config = parseConfig('/config.jsonc', JSON.stringify({ safeFixes }));
  return auditAndFix({ cwd: workspace.root, paths: [], types: 'off', settings: { config } });
}

async function fixAndWrite(workspace: Workspace, safeFixes?: string[]): Promise<string[]> {
  const { changes } = await run(workspace, safeFixes);
  return writeChanges(changes).problems.map(({ message }) => message);
}

describe('safe fixes', () => {
  it('are applied, and what remains is reported', async () => {
    const workspace = makeWorkspace({ 'a.ts': fixable, 'b.ts': floating });
    const { result, changes, unfinished } = await run(workspace);
    assert.deepEqual(changes, [{ path: workspace.path('a.ts'), before: fixable, after: fixed, fixes: 1 }]);
    assert.deepEqual([result.findings.map(({ rule }) => rule), unfinished], [['floating-promise'], false]);
    assert.equal(workspace.read('a.ts'), fixable, 'nothing is written before it is asked for');
    assert.deepEqual(writeChanges(changes).problems, []);
    assert.equal(workspace.read('a.ts'), fixed);
  });

  it('include those that the config promotes', async () => {
    const workspace = makeWorkspace({ 'b.ts': floating });
    assert.deepEqual(await fixAndWrite(workspace, ['floating-promise/await']), []);
    assert.equal(workspace.read('b.ts'), floating.replace('  save', '  await save'));
  });

  it('take as many rounds as they need', async () => {
    const ids = 'floating-promise, blocking-call, missing-cleanup';
    const workspace = makeWorkspace({ 'a.ts': `async function save() { await fetch("/"); }\nexport async function f() {\n  save(); // async-pitfalls-disable-line ${ids}, unbounded-concurrency\n}\n` });
    await fixAndWrite(workspace);
    assert.match(workspace.read('a.ts'), /save\(\); \/\/ async-pitfalls-disable-line floating-promise\n/);
  });

  it('end after ten rounds, with what they have done so far and with word that there is more', async () => {
    const workspace = makeWorkspace({ 'async-pitfalls.jsonc': '{ "safeFixes": ["misused-async-callback/for-of"] }', 'a.ts': nestedLoops(12) });
    const fix = async (): Promise<string> => (await runIn(workspace, ['audit', '--types', 'off', '--fix', '--severity', 'error', '--fail-on', 'never'])).stderr;
    const left = (): number => workspace.read('a.ts').split('forEach').length - 1;
    assert.match(await fix(), /^Applied 10 safe fixes in 1 file\.\nAfter ten rounds there is still something to fix: run --fix again\.\n/);
    assert.equal(left(), 2);
    assert.match(await fix(), /^Applied 2 safe fixes in 1 file\.\n(?!After)/);
    assert.equal(left(), 0);
  });

  it('change no line end that they do not have to: in a file that mixes them, too', async () => {
    const mixed = 'async function save() { await fetch("/save"); }\r\nexport async function submit() {\n  save();\r\n  // async-pitfalls-disable-next-line blocking-call\n  save();\n}\r\n\r\n// End\n';
    const workspace = makeWorkspace({ 'a.ts': mixed });
    assert.deepEqual(await fixAndWrite(workspace, ['floating-promise/await']), []);
    assert.equal(workspace.read('a.ts'), mixed.replaceAll('  save', '  await save').replace(/ *\/\/ async.*\n/, ''));
  });

  it('make a new file whole, and none where there is one', () => {
    const workspace = makeWorkspace({ 'there.ts': clean });
    const change = (name: string): ChangedFile => ({ path: workspace.path(name), before: undefined, after: fixed, fixes: 1 });
    const { written, problems } = writeChanges([change('new.ts'), change('there.ts')]);
    assert.deepEqual([written.map(({ path }) => path), problems.length], [[workspace.path('new.ts')], 1]);
    assert.deepEqual([workspace.read('new.ts'), workspace.read('there.ts'), fs.readdirSync(workspace.root).sort()], [fixed, clean, ['new.ts', 'there.ts']]);
  });

  it('leave a file that is deleted or changes while it is analysed, and say so', async () => {
    for (const [change, message] of [
      [(file: string) => fs.rmSync(file), 'Not fixed: the file was deleted while it was analysed.'],
      [(file: string) => fs.appendFileSync(file, '// More.\n'), 'Not fixed: the file changed while it was analysed. Fix it again.'],
    ] as const) {
      const workspace = makeWorkspace({ 'a.ts': fixable });
      const { changes, result } = await auditAndFix({ cwd: workspace.root, paths: [], types: 'off' }, { onFile: ({ path }) => change(path) });
      assert.deepEqual([changes, result.problems.map(({ message: said }) => said)], [[], [message]]);
    }
  });

  it('look, where only the changes are asked for, no further than at what has changed', async () => {
    const workspace = makeWorkspace({ 'a.ts': fixable, 'b.ts': floating });
    const looked: string[][] = [];
    const ways = { onlyChanges: true, onRound: () => { looked.push([]); } };
    const { changes, unfinished } = await auditAndFix({ cwd: workspace.root, paths: [], types: 'off' }, { onFile: ({ path }) => { looked.at(-1)?.push(path); } }, ways);
    assert.deepEqual(looked, [[workspace.path('a.ts'), workspace.path('b.ts')], [workspace.path('a.ts')]]);
    assert.deepEqual([changes, unfinished], [[{ path: workspace.path('a.ts'), before: fixable, after: fixed, fixes: 1 }], false]);
  });

  it('keep the byte order mark, the line ends and the permissions', async () => {
    const windows = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    const workspace = makeWorkspace({ 'a.ts': windows(fixable) });
    fs.chmodSync(workspace.path('a.ts'), 0o754);
    await fixAndWrite(workspace);
    assert.equal(workspace.read('a.ts'), windows(fixed));
    assert.equal(fs.statSync(workspace.path('a.ts')).mode & 0o777, 0o754);
    assert.deepEqual(fs.readdirSync(workspace.root), ['a.ts']);
  });

  it('go through a symbolic link to the file behind it', async () => {
    const workspace = makeWorkspace({ 'real/a.ts': fixable });
    fs.mkdirSync(workspace.path('links'));
    fs.symlinkSync('../real/a.ts', workspace.path('links/b.ts'));
    const { changes } = await auditAndFix({ cwd: workspace.root, paths: ['links'], types: 'off' });
    writeChanges(changes);
    assert.equal(workspace.read('real/a.ts'), fixed);
    assert.ok(fs.lstatSync(workspace.path('links/b.ts')).isSymbolicLink());
  });

  it('never touch a file that changed meanwhile', async () => {
    const workspace = makeWorkspace({ 'a.ts': fixable });
    const { changes } = await run(workspace);
    workspace.write('a.ts', `${fixable}// typed meanwhile\n`);
    assert.match(writeChanges(changes).problems.map(({ message }) => message).join(), /the file changed meanwhile/);
    assert.equal(workspace.read('a.ts'), `${fixable}// typed meanwhile\n`);
    assert.deepEqual(fs.readdirSync(workspace.root), ['a.ts']);
  });

  it('never touch a file that is read-only, though its folder would allow to replace it', async () => {
    const workspace = makeWorkspace({ 'a.ts': fixable, 'b.ts': fixable });
    fs.chmodSync(workspace.path('a.ts'), 0o444);
    const { changes } = await run(workspace);
    const { written, problems } = writeChanges(changes);
    assert.deepEqual([written.map(({ path }) => path), problems.map(({ message }) => message)], [[workspace.path('b.ts')], ['Not fixed: the file is read-only. Make it writable and run --fix again.']]);
    assert.deepEqual([workspace.read('a.ts'), workspace.read('b.ts'), fs.readdirSync(workspace.root)], [fixable, fixed, ['a.ts', 'b.ts']]);
  });

  it('never touch a file that vanished, or is not in UTF-8', async () => {
    const latin = Buffer.from(`${fixable}// caf\u00e9\n`, 'latin1');
    const workspace = makeWorkspace({ 'a.ts': fixable, 'b.ts': latin });
    const { changes } = await run(workspace);
    fs.rmSync(workspace.path('a.ts'));
    const { problems, written } = writeChanges(changes);
    assert.deepEqual([problems.length, written], [2, []]);
    assert.deepEqual(fs.readFileSync(workspace.path('b.ts')), latin);
  });
});
