import assert from 'node:assert/strict';
import v8 from 'node:v8';
import ts from 'typescript';
import { audit } from '../../src/audit/audit.ts';
import { SourceCache } from '../../src/audit/source-cache.ts';
import { floating, makeWorkspace, removeWorkspaces } from '../support/command-line.ts';

/** How many types of TypeScript's are reachable. Looking collects garbage first. */
function typesAlive(): number {
  const { constructor } = ts.createProgram({ rootNames: [], options: { noLib: true, types: [] } }).getTypeChecker().getAnyType();
  return v8.queryObjects(constructor, { format: 'count' });
}

const tsconfig = '{ "compilerOptions": { "target": "es2022", "types": [] } }';

describe('what an audit holds', () => {
  afterEach(removeWorkspaces);

  it('is nothing of the types of projects that are done', async () => {
    const names = ['a', 'b'];
    const workspace = makeWorkspace(Object.fromEntries(names.flatMap((name) => [[`${name}/tsconfig.json`, tsconfig], [`${name}/x.ts`, floating]])));
    const asked: string[] = [];
    const before = typesAlive();
    let between = Infinity;
    const result = await audit({ cwd: workspace.root, paths: [], types: 'typescript', withFixes: true }, {
      memory: {
        recall({ name }) {
          asked.push(name);
          if (asked.length === names.length) between = typesAlive();
          return undefined;
        },
        listen: () => () => undefined,
      },
    });
    assert.equal(result.findings.length, names.length);
    assert.ok(between <= before, `${before} types before the audit, ${between} before its last project`);
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
