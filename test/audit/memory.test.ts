import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { SourceCache } from '../../src/audit/source-cache.ts';
import { floating, makeWorkspace, removeWorkspaces } from '../support/command-line.ts';

const run = promisify(execFile);
const tsconfig = '{ "compilerOptions": { "target": "es2022", "types": [] } }';

describe('what an audit holds', () => {
  afterEach(removeWorkspaces);

  it('is nothing of the types of projects that are done', async () => {
    const workspace = makeWorkspace({ 'a/tsconfig.json': tsconfig, 'a/x.ts': floating, 'b/tsconfig.json': tsconfig, 'b/x.ts': floating });
    const script = path.join(import.meta.dirname, '../support/types-alive.ts');
    const { stdout } = await run(process.execPath, ['--import', 'tsx', script, workspace.root], { cwd: import.meta.dirname });
    const { before, beginnings, findings } = JSON.parse(stdout) as { before: number; beginnings: number[]; findings: number };
    assert.deepEqual([findings, beginnings.length], [2, 2]);
    assert.ok(beginnings.every((count) => count <= before), `${before} types before the audit; when each project began ${beginnings.join(', ')}`);
  });
});

describe('source files of several programs', () => {
  const options = (more: ts.CompilerOptions): ts.CompilerOptions => ({ target: ts.ScriptTarget.ES2022, ...more });
  const file = (path: string, length = 10): ts.SourceFile => ts.createSourceFile(path, ' '.repeat(length), ts.ScriptTarget.ES2022);
  /** What a program that wants these files finds there already. */
  const shared = (cache: SourceCache, files: readonly ts.SourceFile[], program: ts.CompilerOptions, how: Partial<ts.CreateSourceFileOptions> = {}): string[] => {
    const sources = cache.forProgram(program);
    const all = { languageVersion: program.target ?? ts.ScriptTarget.ES2022, ...how };
    const found = files.filter((wanted) => {
      const known = sources.get(wanted.fileName, all);
      if (!known) sources.set(wanted.fileName, all, wanted);
      return known === wanted;
    });
    sources.settle();
    return found.map(({ fileName }) => fileName);
  };

  it('are shared where they have the same options, declarations whatever these are', () => {
    const cache = new SourceCache();
    const files = [file('/a.ts'), file('/lib.d.ts')];
    assert.deepEqual(shared(cache, files, options({})), []);
    assert.deepEqual(shared(cache, files, options({})), ['/a.ts', '/lib.d.ts']);
    assert.deepEqual(shared(cache, files, options({ alwaysStrict: false, jsx: ts.JsxEmit.ReactJSX, target: ts.ScriptTarget.ES2015 })), ['/lib.d.ts']);
  });

  it('are not shared where one is a module of another kind', () => {
    const cache = new SourceCache();
    const files = [file('/a.ts'), file('/lib.d.ts')];
    shared(cache, files, options({}), { impliedNodeFormat: ts.ModuleKind.CommonJS });
    assert.deepEqual(shared(cache, files, options({}), { impliedNodeFormat: ts.ModuleKind.ESNext }), []);
  });

  it('are kept as long as they are no more than those of the largest program', () => {
    const cache = new SourceCache();
    const [large, small, other] = [[file('/1.d.ts', 60), file('/2.d.ts', 40)], [file('/3.d.ts', 30)], [file('/4.d.ts', 20)]];
    shared(cache, large, options({}));
    shared(cache, small, options({}));
    // The first made room, the second did not have to.
    assert.deepEqual(shared(cache, [...large.slice(1), ...small], options({})), ['/2.d.ts', '/3.d.ts']);
    assert.deepEqual(shared(cache, other, options({})), []);
    assert.deepEqual(shared(cache, [...large, ...small, ...other], options({})), ['/2.d.ts', '/3.d.ts', '/4.d.ts']);
  });
});
