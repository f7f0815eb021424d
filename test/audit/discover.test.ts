import assert from 'node:assert/strict';
import fs from 'node:fs';
import { discover, PathError } from '../../src/audit/discover.ts';
import { relativePath } from '../../src/audit/paths.ts';
import { makeWorkspace, removeWorkspaces, type Workspace } from '../support/command-line.ts';

afterEach(removeWorkspaces);

async function found(workspace: Workspace, paths: string[] = [], isIncluded: (file: string) => boolean = () => true): Promise<string[]> {
  const { files } = await discover(paths, { cwd: workspace.root, isIncluded });
  return files.map((file) => relativePath(workspace.root, file));
}

async function problems(workspace: Workspace, paths: string[] = []): Promise<string[]> {
  const discovery = await discover(paths, { cwd: workspace.root, isIncluded: () => true });
  return discovery.problems.map(({ path, message }) => `${relativePath(workspace.root, path ?? '')}: ${message}`);
}

describe('discover', () => {
  it('finds the eight extensions, in order, and nothing else', async () => {
    const names = ['a.ts', 'b.tsx', 'c.mts', 'd.cts', 'e.js', 'f.jsx', 'g.mjs', 'h.cjs'];
    const others = ['a.d.ts', 'b.d.mts', 'c.d.css.ts', 'x.vue', 'y.json', 'z.md', 'ts', 'B.TS.bak'];
    const workspace = makeWorkspace(Object.fromEntries([...others, ...names.toReversed()].map((name) => [name, ''])));
    assert.deepEqual(await found(workspace), names);
  });

  it('sorts by code units, whatever the language of the machine', async () => {
    const workspace = makeWorkspace({ 'b.ts': '', 'B.ts': '', 'ä.ts': '', 'a/z.ts': '', 'a.ts': '', '_.ts': '' });
    assert.deepEqual(await found(workspace), ['B.ts', '_.ts', 'a.ts', 'a/z.ts', 'b.ts', 'ä.ts']);
  });

  it('leaves out node_modules, .git and minified files, not other dot files', async () => {
    const workspace = makeWorkspace({ 'node_modules/x/a.js': '', 'p/node_modules/x/a.js': '', '.git/hooks/a.js': '', 'a.min.js': '', '.tools/b.js': '', '.c.cjs': '' });
    assert.deepEqual(await found(workspace), ['.c.cjs', '.tools/b.js']);
  });

  it('obeys nested .gitignore files, the innermost last', async () => {
    const workspace = makeWorkspace({ '.gitignore': 'build/\n*.gen.ts\n/only-here.ts\n', 'build/a.ts': '', 'a.gen.ts': '', 'only-here.ts': '', 'p/only-here.ts': '', 'p/.gitignore': '!keep.gen.ts\nlocal.ts', 'p/keep.gen.ts': '', 'p/local.ts': '', 'local.ts': '' });
    assert.deepEqual(await found(workspace), ['local.ts', 'p/keep.gen.ts', 'p/only-here.ts']);
  });

  it('obeys the .gitignore files above, up to the top of the repository', async () => {
    const workspace = makeWorkspace({ '.gitignore': 'a.ts', 'repo/.git/HEAD': '', 'repo/.gitignore': 'b.ts', 'repo/src/a.ts': '', 'repo/src/b.ts': '' });
    assert.deepEqual(await found(workspace, ['repo/src']), ['repo/src/a.ts']);
  });

  it('leaves out the output folders that tsconfig files name', async () => {
    const workspace = makeWorkspace({
      'tsconfig.json': '{ /* text */ "compilerOptions": { "outDir": "./dist" } }', 'dist/a.js': '',
      'tsconfig.build.json': '{ "extends": "./base", "compilerOptions": { "declarationDir": "${configDir}/types-out" } }', 'base.json': '{ "extends": "./tsconfig.build.json", "compilerOptions": { "outDir": "lib" } }',
      'lib/a.js': '', 'types-out/a.js': '', 'src/lib/a.ts': '', 'p/tsconfig.json': '{ "compilerOptions": { "outDir": "../out/p" } }', 'out/p/a.js': '', 'out/q.js': '',
    });
    // One extends itself in a circle, which must not hang; `out` is met before `p` says what it is.
    assert.deepEqual(await found(workspace), ['out/q.js', 'src/lib/a.ts']);
    assert.deepEqual(await found(workspace, ['out/p']), ['out/p/a.js']);
  });

  it('keeps an output folder that holds the sources', async () => {
    const here = makeWorkspace({ 'tsconfig.json': '{ "compilerOptions": { "outDir": "." } }', 'a.ts': '' });
    const inPlace = makeWorkspace({ 'tsconfig.json': '{ "include": ["src/**/*"], "compilerOptions": { "outDir": "./src" } }', 'src/a.ts': '' });
    assert.deepEqual([...await found(here), ...await found(inPlace)], ['a.ts', 'src/a.ts']);
  });

  it('takes what is named, even where a default ignore would leave it out', async () => {
    const workspace = makeWorkspace({ '.gitignore': 'gen/\n', 'node_modules/x/a.js': '', 'node_modules/x/node_modules/y/b.js': '', 'gen/c.ts': '', 'd.min.js': '', 'big.ts': 'x;'.repeat(600_000) });
    assert.deepEqual(await found(workspace, ['node_modules/x', 'gen', 'gen/c.ts', 'd.min.js', 'big.ts']), ['big.ts', 'd.min.js', 'gen/c.ts', 'node_modules/x/a.js']);
  });

  it('takes globs', async () => {
    const workspace = makeWorkspace({ 'src/a.ts': '', 'src/b.js': '', 'src/deep/c.ts': '', 'src/node_modules/d.ts': '', 'e.ts': '' });
    assert.deepEqual(await found(workspace, ['src/**/*.ts']), ['src/a.ts', 'src/deep/c.ts']);
    assert.deepEqual(await found(workspace, ['./src/*.{js,ts}', `${workspace.root}/*.ts`]), ['e.ts', 'src/a.ts', 'src/b.js']);
  });

  it('takes a file whose name looks like a glob', async () => {
    assert.deepEqual(await found(makeWorkspace({ 'routes/[id].ts': '' }), ['routes/[id].ts']), ['routes/[id].ts']);
  });

  for (const given of ['nowhere.ts', 'a.ts/b.ts', 'src/**/*.vue', 'loop.ts']) {
    it(`refuses ${given}, naming it`, async () => {
      const workspace = makeWorkspace({ 'a.ts': '' });
      fs.symlinkSync('loop.ts', workspace.path('loop.ts'));
      await assert.rejects(found(workspace, [given]), (error: unknown) => error instanceof PathError && error.message.startsWith(given));
    });
  }

  it('leaves out large files and says so', async () => {
    const workspace = makeWorkspace({ 'big.ts': 'x'.repeat(5_000_000), 'a.ts': '' });
    assert.deepEqual(await found(workspace), ['a.ts']);
    assert.deepEqual(await problems(workspace), ['big.ts: Skipped: 5.0 MB is more than 1 MB. Name the file on the command line to audit it, or exclude it.']);
  });

  it('does not follow symbolic links in circles, and says so', async () => {
    const workspace = makeWorkspace({ 'src/a.ts': '' });
    fs.symlinkSync('..', workspace.path('src/up'));
    assert.deepEqual(await found(workspace), ['src/a.ts']);
    assert.match((await problems(workspace)).join(), /^src\/up: A symbolic link back to a folder around it/);
  });

  it('audits what a link and a path lead to once, under its own path', async () => {
    const workspace = makeWorkspace({ 'z/a.ts': '', 'elsewhere/b.ts': '', 'node_modules/x/c.ts': '' });
    fs.mkdirSync(workspace.path('a'));
    for (const [target, link] of [['../z', 'a/z'], ['../z/a.ts', 'a/file.ts'], ['../node_modules/x', 'a/x']] as const) fs.symlinkSync(target, workspace.path(link));
    assert.deepEqual(await found(workspace, ['a', 'z']), ['z/a.ts']);
    assert.deepEqual(await found(workspace, ['a']), ['a/file.ts']);
  });

  it('says that a link leads nowhere', async () => {
    const workspace = makeWorkspace({ 'a.ts': '' });
    fs.symlinkSync('gone.ts', workspace.path('b.ts'));
    assert.deepEqual(await problems(workspace), ['b.ts: A symbolic link that leads nowhere: there is no such file or folder. Mend or remove it.']);
  });

  it('walks into a folder that is named like a file', async () => {
    assert.deepEqual(await found(makeWorkspace({ 'a.ts/b.ts': '' })), ['a.ts/b.ts']);
  });

  it('says why a named file is left out: its kind, or the config', async () => {
    const workspace = makeWorkspace({ 'a.vue': '', 'b.d.ts': '', 'c.ts': '' });
    const { files, problems: told } = await discover(['a.vue', 'b.d.ts', 'c.ts'], { cwd: workspace.root, isIncluded: () => false });
    assert.deepEqual(files, []);
    assert.deepEqual(told.map(({ path, kind }) => [relativePath(workspace.root, path ?? ''), kind]), [['a.vue', 'skipped'], ['b.d.ts', 'skipped'], ['c.ts', 'skipped']]);
  });

  it('can be cancelled', async () => {
    const workspace = makeWorkspace({ 'a.ts': '' });
    await assert.rejects(discover([], { cwd: workspace.root, isIncluded: () => true, signal: AbortSignal.abort() }), { name: 'AbortError' });
  });
});
