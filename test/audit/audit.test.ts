import assert from 'node:assert/strict';
import fs from 'node:fs';
import { audit, type AuditHooks, type AuditOptions, type AuditResult } from '../../src/audit/audit.ts';
import { ConfigError } from '../../src/audit/config.ts';
import { relativePath } from '../../src/audit/paths.ts';
import { clean, fixable, floating, makeWorkspace, removeWorkspaces, type Workspace } from '../support/command-line.ts';
import { native } from '../support/native.ts';

afterEach(removeWorkspaces);

function run(workspace: Workspace, options: Partial<AuditOptions> = {}, hooks?: AuditHooks): Promise<AuditResult> {
  return audit({ cwd: workspace.root, paths: [], types: 'off', ...options }, hooks);
}

/** Findings as "path:line rule". */
function found(workspace: Workspace, result: AuditResult): string[] {
  return result.findings.map(({ path, range, rule }) => `${relativePath(workspace.root, path)}:${range.start.line} ${rule}`);
}

function problems(workspace: Workspace, result: AuditResult): string[] {
  return result.problems.map(({ path, kind }) => `${kind} ${relativePath(workspace.root, path ?? '')}`);
}

describe('audit', () => {
  for (const types of ['off', 'auto', ...(native ? ['native' as const] : [])] as const) {
    describe(`with types ${types}`, () => {
      it('finds pitfalls in every file, in the order of paths', async () => {
        const workspace = makeWorkspace({ 'b.js': floating, 'a/x.ts': floating, 'c.mts': clean });
        const result = await run(workspace, { types });
        assert.deepEqual(found(workspace, result), ['a/x.ts:3 floating-promise', 'b.js:3 floating-promise']);
        assert.deepEqual([result.files.length, result.partial, result.problems], [3, false, []]);
      });

      it('goes by the folders of the project alone, not by those around it', async () => {
        const server = '{ "name": "notes", "dependencies": { "express": "5" } }';
        const workspace = makeWorkspace({ 'www/notes/package.json': server, 'www/notes/.git/HEAD': '', 'www/notes/src/a.ts': floating, 'www/notes/src/browser/b.ts': floating });
        const result = await run(workspace, { types, cwd: workspace.path('www/notes') });
        assert.deepEqual(result.findings.map(({ path, severity }) => [relativePath(workspace.root, path), severity]), [['www/notes/src/a.ts', 'warning'], ['www/notes/src/browser/b.ts', 'hint']]);
      });

      const oddities: [string, string, string | Buffer][] = [
        ['a byte order mark', 'a.ts', `\uFEFF${floating}`],
        ['CRLF', 'a.ts', floating.replaceAll('\n', '\r\n')],
        ['characters of two units', 'a.ts', floating.replace('"/save"', '"😀"')],
        ['a shebang', 'a.js', floating.replace('async', '#!/usr/bin/env node\nasync').replace('{\n  save', '{ save')],
        ['decorators', 'a.ts', `declare const d: any;\n${floating.replace('\n}', '\n}\n@d class X { @d() m(@d() p: string) {} }')}`.replace('{\n  save', '{ save')],
        ['JSX', 'a.jsx', floating.replace('\n}', '\n}\nexport const x = <p>it{"s"} &amp; {/* c */}</p>;')],
        ['// @ts-nocheck', 'a.ts', floating.replace('async', '// @ts-nocheck\nasync').replace('{\n  save', '{ save')],
        ['Flow types that are none', 'a.js', floating.replace('async', '// @flow\nasync').replace('{\n  save', '{ save')],
      ];
      for (const [what, name, text] of oddities) {
        it(`reads a file with ${what}`, async () => {
          const workspace = makeWorkspace({ [name]: text });
          const result = await run(workspace, { types });
          assert.deepEqual([found(workspace, result), result.problems], [[`${name}:3 floating-promise`], []]);
        });
      }

      it('tells of a syntax error and analyses the rest of the file', async () => {
        const workspace = makeWorkspace({ 'a.ts': `${floating}export function f() {\n  const = 3;\n}\n` });
        const result = await run(workspace, { types });
        assert.deepEqual([found(workspace, result), problems(workspace, result)], [['a.ts:3 floating-promise'], ['parse a.ts']]);
        assert.match(result.problems[0]?.message ?? '', /^Line 6, column 9: .*Mend the syntax error/);
      });

      for (const [what, text] of [['nothing', ''], ['half a string', 'const a = "'], ['an opened template', 'f(`${'], ['brackets', ')]}'.repeat(50)], ['prose', 'This is no code at all.'], ['conflict marks', '<<<<<<< HEAD\na();\n=======\nb();\n>>>>>>> x\n']]) {
        it(`survives a file that holds ${what}`, async () => {
          const workspace = makeWorkspace({ 'a.ts': text as string, 'b.ts': floating });
          assert.deepEqual(found(workspace, await run(workspace, { types })), ['b.ts:3 floating-promise']);
        });
      }

      it('tells of binary files', async () => {
        const workspace = makeWorkspace({ 'video.ts': Buffer.from([0x47, 0, 0, 0x10]), 'b.ts': floating });
        const result = await run(workspace, { types });
        assert.deepEqual([found(workspace, result), problems(workspace, result), result.files.length], [['b.ts:3 floating-promise'], ['skipped video.ts'], 1]);
      });

      it('tells of a file that vanished', async () => {
        const workspace = makeWorkspace({ 'a.ts': clean, 'b.ts': floating });
        const result = await run(workspace, { types }, { onProgress: ({ total }) => { if (total > 0) fs.rmSync(workspace.path('a.ts'), { force: true }); } });
        assert.deepEqual([found(workspace, result), problems(workspace, result)], [['b.ts:3 floating-promise'], ['skipped a.ts']]);
      });

      it('audits a file of 5 MB that is named', async () => {
        const workspace = makeWorkspace({ 'big.js': `${floating}${'// padding\n'.repeat(460_000)}` });
        assert.deepEqual(found(workspace, await run(workspace, { types, paths: ['big.js'] })), ['big.js:3 floating-promise']);
      }).timeout(60_000);

      it('reads unsaved texts instead of what is on disk', async () => {
        const workspace = makeWorkspace({ 'a.ts': clean });
        assert.deepEqual(found(workspace, await run(workspace, { types }, { overlay: (path) => (path === workspace.path('a.ts') ? `\uFEFF${floating}` : undefined) })), ['a.ts:3 floating-promise']);
      });

      it('stops when cancelled and gives what it has', async () => {
        const workspace = makeWorkspace({ 'a.ts': floating, 'b.ts': floating, 'c.ts': floating });
        const controller = new AbortController();
        const result = await run(workspace, { types }, { signal: controller.signal, onFile: ({ path }) => { if (path.endsWith('b.ts')) controller.abort(); } });
        assert.deepEqual([found(workspace, result), result.partial], [['a.ts:3 floating-promise', 'b.ts:3 floating-promise'], true]);
      });
    });
  }

  it('survives a broken tsconfig.json, a circular one, and missing packages', async () => {
    const workspace = makeWorkspace({
      'broken/tsconfig.json': '{ "compilerOptions": { "target": "es1999", ', 'broken/a.ts': floating,
      'circular/tsconfig.json': '{ "extends": "./tsconfig.json" }', 'circular/a.ts': floating,
      'lonely/tsconfig.json': '{}', 'lonely/a.ts': `import { x } from "not-installed";\nimport "./nowhere";\nx();\n`,
    });
    const result = await run(workspace, { types: 'auto' });
    assert.deepEqual(found(workspace, result), ['broken/a.ts:3 floating-promise', 'circular/a.ts:3 floating-promise']);
    assert.deepEqual([...new Set(problems(workspace, result))], ['types broken/tsconfig.json', 'types circular/tsconfig.json', 'types lonely/tsconfig.json']);
  });

  it('keeps two copies of a package apart, each for those who get it', async () => {
    const copy = (version: string, result: string): Record<string, string> => ({
      'package.json': JSON.stringify({ name: 'notes-store', version, types: 'index.d.ts' }),
      'index.d.ts': `export declare function saveNote(text: string): ${result};\n`,
    });
    const within = (folder: string, files: Record<string, string>): Record<string, string> => Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
    const user = "import { saveNote } from 'notes-store';\nexport function save() {\n  saveNote('new');\n}\n";
    const workspace = makeWorkspace({
      'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "esnext", "moduleResolution": "bundler", "types": [] }, "include": ["src", "packages/old/src"] }',
      ...within('node_modules/notes-store', copy('2.0.0', 'Promise<void>')),
      ...within('packages/old/node_modules/notes-store', copy('1.0.0', 'void')),
      'src/a.ts': user,
      'packages/old/src/b.ts': user,
    });
    const result = await run(workspace, { types: 'auto' });
    assert.deepEqual([found(workspace, result), result.problems], [['src/a.ts:3 floating-promise'], []]);
  });

  it('obeys the config file', async () => {
    const workspace = makeWorkspace({ 'async-pitfalls.jsonc': '{ "exclude": ["b.ts"], "rules": { "floating-promise": "error" } }', 'a.ts': floating, 'b.ts': floating });
    const result = await run(workspace);
    assert.deepEqual(result.findings.map(({ path, severity }) => [relativePath(workspace.root, path), severity]), [['a.ts', 'error']]);
  });

  it('a broken config file further in is a problem, at the root it ends the run', async () => {
    const workspace = makeWorkspace({ 'p/async-pitfalls.jsonc': '{ "rule": 1 }', 'p/a.ts': floating });
    const result = await run(workspace);
    assert.deepEqual([found(workspace, result), problems(workspace, result)], [['p/a.ts:3 floating-promise'], ['config p/async-pitfalls.jsonc']]);
    for (const paths of [['p'], ['p/a.ts'], ['.', 'p']]) await assert.rejects(run(workspace, { paths }), ConfigError);
    await assert.rejects(run({ ...workspace, root: workspace.path('p') }), ConfigError);
    assert.equal((await run(workspace, { paths: ['p'], settings: { withoutNearest: true } })).problems.length, 0);
  });

  it('resolves fixes to data when asked, and drops them otherwise', async () => {
    const workspace = makeWorkspace({ 'a.ts': fixable });
    const [without, with_] = [await run(workspace), await run(workspace, { withFixes: true })];
    assert.deepEqual(without.findings[0]?.fixes(), []);
    assert.deepEqual(with_.findings[0]?.fixes().map(({ id, safe, edits }) => [id, safe, edits.length]), [['remove', true, 1]]);
  });

  it('gives the same findings and problems twice', async () => {
    const workspace = makeWorkspace({ 'b.js': floating, 'a.ts': `${floating}const = 1;`, 'c/tsconfig.json': '{ "extends": "./nowhere" }', 'c/d.ts': floating });
    const [first, second] = [await run(workspace, { types: 'auto', withFixes: true }), await run(workspace, { types: 'auto', withFixes: true })];
    const data = ({ findings, problems: told, files }: AuditResult): string => JSON.stringify([findings.map((finding) => [finding, finding.fixes()]), told, files]);
    assert.equal(data(first), data(second));
  });
});
