import assert from 'node:assert/strict';
import ts from 'typescript';
import { createAuditProgram, type ProgramHost } from '../../src/audit/program.ts';
import { Projects } from '../../src/audit/projects.ts';
import { SourceCache } from '../../src/audit/source-cache.ts';
import { makeWorkspace, removeWorkspaces } from '../support/command-line.ts';

const tsconfig = (more: object): string => JSON.stringify({ compilerOptions: { target: 'es2022', module: 'nodenext', types: [], ...more } });

describe('where imports lead', () => {
  afterEach(removeWorkspaces);

  /** How often `dep`, and where it leads in its turn, is looked for by each of three programs: two with the same options and one with others. */
  function lookups(host: Partial<ProgramHost>, third: object = { customConditions: ['other'] }): { asked: number[]; led: (string | undefined)[] } {
    const dep = (name: string, types: string): Record<string, string> => ({
      [`node_modules/${name}/package.json`]: JSON.stringify({ name, exports: { '.': { other: './other.d.ts', types: './index.d.ts' } } }),
      [`node_modules/${name}/index.d.ts`]: types,
      [`node_modules/${name}/other.d.ts`]: 'export const other: number;',
    });
    const use = 'import * as dep from "dep"; export { dep };';
    const { path } = makeWorkspace({
      ...dep('dep', 'export * from "deeper";'), ...dep('deeper', 'export const here: number;'),
      'a/tsconfig.json': tsconfig({}), 'a/x.ts': use, 'b/tsconfig.json': tsconfig({}), 'b/x.ts': use, 'c/tsconfig.json': tsconfig(third), 'c/x.ts': use,
    });
    let count = 0;
    const counting: ProgramHost = { ...ts.sys, fileExists: (file) => { count += Number(file.startsWith(path('node_modules/'))); return ts.sys.fileExists(file); }, ...host };
    const cache = new SourceCache();
    const asked: number[] = [];
    const led = ['a', 'b', 'c'].map((name) => {
      count = 0;
      const file = path(`${name}/x.ts`);
      const { program, problems } = createAuditProgram(new Projects().projectOf(file, path('.')), [file], { host: counting, cache });
      assert.deepEqual(problems, []);
      asked.push(count);
      return program.getSourceFiles().filter(({ fileName }) => fileName.includes('/node_modules/dep/')).map(({ fileName }) => fileName.slice(path('node_modules').length))[0];
    });
    return { asked, led };
  }

  it('is found out once for programs with the same options', () => {
    const { asked: [first = 0, second = 0, third = 0], led } = lookups({});
    assert.ok(first > 0 && second < first && third > 0, `${first}, ${second}, ${third}`);
    assert.deepEqual(led, ['/dep/index.d.ts', '/dep/index.d.ts', '/dep/other.d.ts']);
  });

  it('is found out anew where somebody listens to what each program asks', () => {
    const { asked: [first, second] } = lookups({ reuses: () => undefined });
    assert.equal(second, first);
  });
});
