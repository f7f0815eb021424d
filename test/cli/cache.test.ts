import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { clean, fixable, floating, makeWorkspace, removeWorkspaces, runIn, type Outcome, type Workspace } from '../support/command-line.ts';
import { makeRepository } from '../support/repository.ts';

afterEach(removeWorkspaces);

const folder = '.async-pitfalls-cache';
const wasRemembered = 'Cache: the whole result was remembered';

/** An audit with a cache, without types unless the arguments say otherwise, and what `--stats` says of the cache. */
async function audit(workspace: Workspace, ...args: string[]): Promise<Outcome & { cache: string }> {
  const types = args.includes('--types') ? [] : ['--types', 'off'];
  const outcome = await runIn(workspace, ['audit', '--cache', '--stats', '--format', 'json', ...types, ...args]);
  return { ...outcome, stdout: withoutTime(outcome.stdout), cache: /^Cache: .*/m.exec(outcome.stderr)?.[0] ?? '' };
}

async function plain(workspace: Workspace, ...args: string[]): Promise<string> {
  const types = args.includes('--types') ? [] : ['--types', 'off'];
  return withoutTime((await runIn(workspace, ['audit', '--format', 'json', ...types, ...args])).stdout);
}

function withoutTime(report: string): string {
  return report.replace(/"durationMs": \d+|in \d+ ms|in \d+\.\d+ s/g, '');
}

function entries(workspace: Workspace): string[] {
  return fs.readdirSync(workspace.path(folder)).filter((name) => name.endsWith('.json')).map((name) => workspace.path(`${folder}/${name}`));
}

/** What the command line says, without what `--stats` does. */
function said({ stderr }: Outcome): string[] {
  return stderr.split('\n').filter((line) => line.startsWith('async-pitfalls'));
}

describe('--cache', () => {
  it('answers an unchanged audit with what was found before', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating });
    const first = await audit(workspace);
    const second = await audit(workspace);
    assert.deepEqual([first.status, second.status, second.stdout], [1, 1, first.stdout]);
    assert.match(first.cache, /nothing was remembered/);
    assert.ok(second.cache.startsWith(wasRemembered), second.cache);
    assert.deepEqual([said(first), said(second)], [[], []]);
    assert.equal(fs.readFileSync(workspace.path(`${folder}/.gitignore`), 'utf8'), '*\n');
  });

  it('is not kept unless asked for', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating });
    for (const args of [[], ['--no-cache'], ['--cache', '--no-cache']]) await runIn(workspace, ['audit', '--types', 'off', ...args]);
    assert.deepEqual(fs.readdirSync(workspace.root), ['a.ts']);
  });

  it('gives the same report in every format', async () => {
    const workspace = makeWorkspace({ 'a.ts': fixable + floating, 'b.ts': `\uFEFF${floating}`, 'broken.ts': `${floating}\nexport const = 1;\n` });
    for (const format of ['text', 'json', 'sarif', 'github', 'html', 'markdown']) {
      const expected = await plain(workspace, '--format', format, '--severity', 'hint');
      await audit(workspace, '--format', format, '--severity', 'hint');
      const found = await audit(workspace, '--format', format, '--severity', 'hint');
      assert.equal(found.stdout, expected);
      assert.ok(found.cache.startsWith(wasRemembered), format);
    }
    assert.equal(entries(workspace).length, 1, 'the format is no part of what is remembered');
  });

  it('notices what has changed', async () => {
    const workspace = makeWorkspace({ 'a.ts': clean, 'package.json': '{}' });
    const changes: [string, () => void][] = [
      ['a.ts', () => workspace.write('a.ts', floating)],
      ['b.ts', () => workspace.write('b.ts', floating)],
      ['package.json', () => workspace.write('package.json', '{ "name": "tool", "bin": "./a.ts" }')],
      ['.gitignore', () => workspace.write('.gitignore', 'b.ts\n')],
      ['async-pitfalls.jsonc', () => workspace.write('async-pitfalls.jsonc', '{ "rules": { "floating-promise": "error" } }')],
      ['a.ts', () => fs.rmSync(workspace.path('a.ts'))],
    ];
    for (const [file, change] of changes) {
      await audit(workspace);
      change();
      const found = await audit(workspace);
      assert.equal(found.stdout, await plain(workspace), file);
      assert.match(found.cache, /has changed$/, file);
    }
  });

  it('notices a file of the same size and time', async () => {
    const dependency = (type: string): string => `export declare function load(): ${type};\n`;
    const workspace = makeWorkspace({
      'tsconfig.json': '{ "compilerOptions": { "moduleResolution": "bundler", "module": "esnext", "lib": ["es2022"], "types": [] } }',
      'node_modules/dep/package.json': '{ "name": "dep", "types": "index.d.ts" }',
      'node_modules/dep/index.d.ts': dependency('Premise<void>'),
      'a.ts': 'import { load } from "dep";\nexport async function submit() {\n  load();\n}\n',
    });
    const file = workspace.path('node_modules/dep/index.d.ts');
    const long = new Date('1985-10-26T08:15:00Z');
    fs.utimesSync(file, long, long);
    assert.doesNotMatch((await audit(workspace, '--types', 'typescript')).stdout, /"rule": "floating-promise"/);
    workspace.write('node_modules/dep/index.d.ts', dependency('Promise<void>'));
    fs.utimesSync(file, long, long);
    assert.match((await audit(workspace, '--types', 'typescript')).stdout, /"rule": "floating-promise"/);
  });

  it('notices that an import leads to a file that was missing', async () => {
    const workspace = makeWorkspace({
      'tsconfig.json': '{ "compilerOptions": { "lib": ["es2022"], "types": [] }, "files": ["a.ts"] }',
      'a.ts': 'import { load } from "./load.js";\nexport async function submit() {\n  load();\n}\n',
    });
    assert.doesNotMatch((await audit(workspace, 'a.ts', '--types', 'typescript')).stdout, /"rule": "floating-promise"/);
    workspace.write('load.d.ts', 'export declare function load(): Promise<void>;\n');
    assert.match((await audit(workspace, 'a.ts', '--types', 'typescript')).stdout, /"rule": "floating-promise"/);
  });

  it('analyses the projects that a change has to do with, and goes on watching the others', async () => {
    const config = '{ "compilerOptions": { "moduleResolution": "bundler", "module": "esnext", "lib": ["es2022"], "types": [] } }';
    const dependency = (type: string): string => `export declare function load(): ${type};\n`;
    const workspace = makeWorkspace({
      'a/tsconfig.json': config,
      'a/a.ts': clean,
      'b/tsconfig.json': config,
      'b/package.json': '{ "name": "b" }',
      'b/b.ts': 'import { load } from "dep";\nexport async function submit() {\n  load();\n}\n',
      'node_modules/dep/package.json': '{ "name": "dep", "types": "index.d.ts" }',
      'node_modules/dep/index.d.ts': dependency('void'),
    });
    const types = ['--types', 'typescript', '--severity', 'hint'];
    await audit(workspace, ...types);
    const later: [string, string][] = [['node_modules/dep/index.d.ts', dependency('Promise<void>')], ['b/package.json', '{ "name": "b", "bin": "b.ts" }']];
    for (const [file, content] of later) {
      workspace.write('a/a.ts', workspace.read('a/a.ts') + floating.replaceAll('submit', `submit${content.length}`).replaceAll('save()', `save${content.length}()`));
      const found = await audit(workspace, ...types);
      assert.deepEqual([found.cache, found.stdout], ['Cache: 1 of 2 projects were remembered: a/a.ts has changed', await plain(workspace, ...types)]);
      workspace.write(file, content);
      const next = await audit(workspace, ...types);
      assert.deepEqual([next.cache, next.stdout], [`Cache: 1 of 2 projects were remembered: ${file} has changed`, await plain(workspace, ...types)]);
    }
  });

  it('asks anew for each project what others have asked before', async () => {
    const config = '{ "compilerOptions": { "lib": ["es2022", "dom"], "types": [] } }';
    const workspace = makeWorkspace({ 'package.json': '{ "name": "all" }', 'a/tsconfig.json': config, 'a/a.ts': floating, 'b/tsconfig.json': config, 'b/b.ts': floating });
    const types = ['--types', 'typescript', '--severity', 'hint'];
    await audit(workspace, ...types);
    workspace.write('package.json', '{ "name": "all", "dependencies": { "express": "^4" } }');
    const found = await audit(workspace, ...types);
    assert.deepEqual([found.cache, found.stdout], ['Cache: package.json has changed', await plain(workspace, ...types)]);
  });

  it('tells apart what was asked for', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating, 'b.ts': floating, 'set.jsonc': '{ "rules": { "floating-promise": "off" } }', 'async-pitfalls.jsonc': '{ "rules": { "floating-promise": "error" } }' });
    const ways = [[], ['a.ts'], ['--shard=1/2'], ['--shard=2/2'], ['--rule', 'floating-promise=hint'], ['--severity', 'error'], ['--severity', 'hint'], ['--config', 'set.jsonc'], ['--no-config'], ['--types', 'auto'], ['--fail-on', 'never']];
    for (const round of [1, 2]) {
      for (const way of ways) {
        const found = await audit(workspace, ...way);
        assert.equal(found.stdout, await plain(workspace, ...way), `${way.join(' ')}, round ${round}`);
        if (round === 2) assert.ok(found.cache.startsWith(wasRemembered), way.join(' '));
      }
    }
    workspace.write('set.jsonc', '{}');
    assert.equal((await audit(workspace, '--config', 'set.jsonc')).stdout, await plain(workspace, '--config', 'set.jsonc'));
  });

  it('notices what git says of the files, though they are the same', async () => {
    const repository = makeRepository({ 'a.ts': floating, 'b.ts': floating });
    repository.write('a.ts', `${floating}save();\n`);
    for (const [args, remembered] of [[['--changed'], false], [['--changed'], true], [['--changed=HEAD~0'], true]] as const) {
      const found = await audit(repository, ...args);
      assert.deepEqual([found.stdout, found.cache.startsWith(wasRemembered)], [await plain(repository, ...args), remembered]);
    }
    repository.commit();
    const found = await audit(repository, '--changed');
    assert.deepEqual([found.status, found.stdout], [0, await plain(repository, '--changed')]);
  });

  it('agrees with a baseline, which is applied afterwards', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating });
    assert.equal((await audit(workspace)).status, 1);
    const update = await audit(workspace, '--update-baseline');
    assert.ok(update.cache.startsWith(wasRemembered), update.cache);
    const found = await audit(workspace, '--baseline');
    assert.deepEqual([found.status, found.stdout], [0, await plain(workspace, '--baseline')]);
    assert.match(found.stdout, /"baselined": 1/);
  });

  it('remembers neither a text from stdin nor a fix, and sees what a fix has changed', async () => {
    const workspace = makeWorkspace({ 'a.ts': fixable });
    await audit(workspace);
    const piped = await runIn(workspace, ['audit', '--cache', '--types', 'off', '--stdin-filename', 'a.ts', '--format', 'json'], { stdin: floating });
    assert.match(piped.stdout, /floating-promise/);
    assert.equal((await runIn(workspace, ['audit', '--cache', '--types', 'off', '--fix'])).status, 0);
    assert.equal((await audit(workspace)).stdout, await plain(workspace));
  });

  it('lies beside the outermost config, and is never audited itself', async () => {
    const workspace = makeWorkspace({ 'top/async-pitfalls.jsonc': '{}', 'top/in/async-pitfalls.jsonc': '{}', 'top/in/a.ts': floating, [`top/${folder}/trap.ts`]: floating, [`top/in/${folder}/trap.ts`]: floating });
    await runIn(workspace, ['audit', '--cache', '--types', 'off'], { cwd: workspace.path('top/in') });
    assert.deepEqual(fs.readdirSync(workspace.path('top')).sort(), [folder, 'async-pitfalls.jsonc', 'in']);
    assert.equal(fs.readdirSync(workspace.path(`top/${folder}`)).filter((name) => name.endsWith('.json')).length, 1);
    const { stdout } = await runIn(workspace, ['audit', '--cache', '--types', 'off', '--format', 'json'], { cwd: workspace.path('top') });
    assert.match(stdout, /"files": 1,/);
  });

  it('forgets a run that was interrupted', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating });
    assert.equal((await runIn(workspace, ['audit', '--cache', '--types', 'off'], { signal: AbortSignal.abort() })).status, 130);
    assert.equal((await audit(workspace)).status, 1);
  });
});

describe('a cache that something is wrong with', () => {
  const damages: [string, (text: string) => string][] = [
    ['is cut off', (text) => text.slice(0, text.length / 2)],
    ['is empty', () => ''],
    ['is somebody else\'s', () => '{"version":1,"findings":[]}'],
    ['has a bit that has changed', (text) => text.replace('"suppressed":0', '"suppressed":9')],
  ];
  for (const [how, damage] of damages) {
    it(`is made anew where an entry ${how}`, async () => {
      const workspace = makeWorkspace({ 'a.ts': floating });
      const expected = (await audit(workspace)).stdout;
      const [entry = ''] = entries(workspace);
      fs.writeFileSync(entry, damage(fs.readFileSync(entry, 'utf8')));
      const found = await audit(workspace);
      assert.deepEqual([found.stdout, found.status], [expected, 1]);
      assert.deepEqual(said(found), ['async-pitfalls: .async-pitfalls-cache: a file of the cache is damaged, or not of this program: it is made anew.']);
      assert.ok((await audit(workspace)).cache.startsWith(wasRemembered));
    });
  }

  it('changes nothing where its place is taken', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating, [folder]: 'mine' });
    const found = await audit(workspace);
    assert.deepEqual([found.stdout, found.status, workspace.read(folder)], [await plain(workspace), 1, 'mine']);
    assert.deepEqual(said(found), ['async-pitfalls: .async-pitfalls-cache cannot be written: it is no folder, or a link to one. Remove it. The audit goes on without a cache.']);
  });

  it('is not followed out of the project', async () => {
    const elsewhere = makeWorkspace();
    const workspace = makeWorkspace({ 'a.ts': floating });
    fs.symlinkSync(elsewhere.root, workspace.path(folder));
    const found = await audit(workspace);
    assert.deepEqual([found.status, said(found).length, fs.readdirSync(elsewhere.root)], [1, 1, []]);
  });

  it('does not write through a link in it', async () => {
    const elsewhere = makeWorkspace({ 'mine.txt': 'mine' });
    const workspace = makeWorkspace({ 'a.ts': floating });
    await audit(workspace);
    const [entry = ''] = entries(workspace);
    fs.rmSync(entry);
    fs.symlinkSync(elsewhere.path('mine.txt'), entry);
    assert.equal((await audit(workspace)).status, 1);
    assert.equal(elsewhere.read('mine.txt'), 'mine');
    assert.ok(fs.lstatSync(entry).isFile());
  });

  it('keeps a bounded number of entries, and cleans up after runs that were killed', async () => {
    const workspace = makeWorkspace({ 'a.ts': clean });
    await audit(workspace);
    const long = new Date('2020-01-01T00:00:00Z');
    for (let index = 0; index < 1100; index += 1) {
      const file = workspace.write(`${folder}/${index.toString(16).padStart(32, '0')}.json`, 'old');
      fs.utimesSync(file, long, long);
    }
    fs.utimesSync(workspace.write(`${folder}/0c9f7b5e-0000-4000-8000-000000000000.tmp`, 'half'), long, long);
    workspace.write(`${folder}/notes.txt`, 'not ours');
    await audit(workspace, '--severity', 'hint');
    const names = fs.readdirSync(workspace.path(folder));
    assert.ok(names.length < 1100, String(names.length));
    assert.deepEqual([names.includes('notes.txt'), names.some((name) => name.endsWith('.tmp')), (await audit(workspace)).cache.startsWith(wasRemembered)], [true, false, true]);
  });

  it('is shared by runs at the same time', async () => {
    const workspace = makeWorkspace({ 'a.ts': floating, 'b.ts': fixable });
    const expected = await plain(workspace);
    for (let round = 0; round < 3; round += 1) {
      const all = await Promise.all([0, 1, 2, 3].map(() => audit(workspace)));
      for (const found of all) assert.deepEqual([found.stdout, said(found)], [expected, []]);
      workspace.write('c.ts', clean.repeat(round + 1).replaceAll('submit', `submit${round}`));
      fs.rmSync(path.join(workspace.root, 'c.ts'));
    }
    assert.deepEqual(fs.readdirSync(workspace.path(folder)).filter((name) => name.endsWith('.tmp')), []);
  });
});
