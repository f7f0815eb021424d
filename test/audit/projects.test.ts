import assert from 'node:assert/strict';
import ts from 'typescript';
import { createAuditProgram } from '../../src/audit/program.ts';
import { Projects } from '../../src/audit/projects.ts';
import { temporaryWorkspace } from '../support/workspace.ts';

/** Lays files out, and tells for each asked file the config (relative) of the project it belongs to. */
function owners(files: Record<string, string>, asked: readonly string[]): (string | undefined)[] {
  const { root, remove } = temporaryWorkspace(files);
  try {
    const projects = new Projects();
    return asked.map((file) => projects.projectOf(`${root}/${file}`, root).configPath?.slice(root.length + 1));
  } finally {
    remove();
  }
}

describe('projects', () => {
  it('the nearest tsconfig.json that includes the file', () => {
    assert.deepEqual(owners({ 'tsconfig.json': '{}', 'a.ts': '', 'sub/tsconfig.json': '{}', 'sub/b.ts': '' }, ['a.ts', 'sub/b.ts']), ['tsconfig.json', 'sub/tsconfig.json']);
  });

  it('a jsconfig.json for JavaScript', () => {
    assert.deepEqual(owners({ 'jsconfig.json': '{}', 'a.js': '' }, ['a.js']), ['jsconfig.json']);
  });

  it('through references, also of references', () => {
    assert.deepEqual(owners({
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./app" }, { "path": "./tools/tsconfig.tools.json" }] }',
      'app/tsconfig.json': '{ "files": [], "references": [{ "path": "./src" }] }', 'app/src/tsconfig.json': '{}', 'app/src/a.ts': '',
      'tools/tsconfig.tools.json': '{}', 'tools/b.ts': '',
    }, ['app/src/a.ts', 'tools/b.ts']), ['app/src/tsconfig.json', 'tools/tsconfig.tools.json']);
  });

  it('one further out, when the nearest leaves the file out', () => {
    assert.deepEqual(owners({ 'tsconfig.json': '{ "include": ["sub/test"] }', 'sub/tsconfig.json': '{ "include": ["src"] }', 'sub/src/a.ts': '', 'sub/test/a.ts': '' }, ['sub/test/a.ts']), ['tsconfig.json']);
  });

  it('the nearest, when none includes the file', () => {
    assert.deepEqual(owners({ 'tsconfig.json': '{ "include": ["src"] }', 'src/a.ts': '', 'scripts/b.ts': '' }, ['scripts/b.ts']), ['tsconfig.json']);
  });

  it('none, without a config file', () => {
    assert.deepEqual(owners({ 'a.ts': '' }, ['a.ts']), [undefined]);
  });

  it('a JavaScript file beside a TypeScript project has the options and not the files', () => {
    const { root, remove } = temporaryWorkspace({ 'tsconfig.json': '{ "compilerOptions": { "target": "es2020" } }', 'a.ts': '', 'b.js': '' });
    try {
      const project = new Projects().projectOf(`${root}/b.js`, root);
      assert.deepEqual([project.options.allowJs, project.options.target, project.rootNames], [true, ts.ScriptTarget.ES2020, []]);
    } finally {
      remove();
    }
  });

  it('a circular extends is a problem and no end', () => {
    const { root, remove } = temporaryWorkspace({ 'tsconfig.json': '{ "extends": "./other.json" }', 'other.json': '{ "extends": "./tsconfig.json" }', 'a.ts': '' });
    try {
      const [problem] = new Projects().projectOf(`${root}/a.ts`, root).problems;
      assert.equal(problem?.path, `${root}/tsconfig.json`);
      assert.match(problem?.message ?? '', /[Cc]ircular/);
    } finally {
      remove();
    }
  });

  it('a config that is no JSON is a problem, and its files are still found', () => {
    const { root, remove } = temporaryWorkspace({ 'tsconfig.json': '{ "compilerOptions": { "strict": tru', 'a.ts': '' });
    try {
      const project = new Projects().projectOf(`${root}/a.ts`, root);
      assert.notEqual(project.problems.length, 0);
      assert.deepEqual(project.rootNames, [`${root}/a.ts`]);
    } finally {
      remove();
    }
  });

  it('forgets when told', () => {
    const { root, remove } = temporaryWorkspace({ 'a.ts': '' });
    try {
      const projects = new Projects();
      assert.equal(projects.projectOf(`${root}/a.ts`, root).configPath, undefined);
      ts.sys.writeFile(`${root}/tsconfig.json`, '{}');
      projects.forget();
      assert.equal(projects.projectOf(`${root}/a.ts`, root).configPath, `${root}/tsconfig.json`);
    } finally {
      remove();
    }
  });
});

describe('programs', () => {
  it('hold a half-typed file without its broken statement', () => {
    const { root, remove } = temporaryWorkspace({ 'a.ts': 'export const a = ;\nexport async function b() {}\n', 'c.ts': 'import { b } from "./a";\nb();\n' });
    try {
      const project = new Projects().projectOf(`${root}/a.ts`, root);
      const made = createAuditProgram(project, [`${root}/a.ts`, `${root}/c.ts`]);
      assert.deepEqual([...made.damage.keys()], [`${root}/a.ts`]);
      assert.match(made.program.getSourceFile(`${root}/a.ts`)?.text ?? '', /^ +\nexport async function b/);
      assert.equal(made.program.getSemanticDiagnostics(made.program.getSourceFile(`${root}/c.ts`)).length, 0);
    } finally {
      remove();
    }
  });

  it('take unsaved texts', () => {
    const { root, remove } = temporaryWorkspace({ 'a.ts': 'export const old = 1;' });
    try {
      const made = createAuditProgram(new Projects().projectOf(`${root}/a.ts`, root), [`${root}/a.ts`], { textOf: (path) => (path.endsWith('/a.ts') ? 'export const fresh = 1;' : undefined) });
      assert.equal(made.program.getSourceFile(`${root}/a.ts`)?.text, 'export const fresh = 1;');
    } finally {
      remove();
    }
  });

  it('say once which packages are missing', () => {
    const { root, remove } = temporaryWorkspace({ 'tsconfig.json': '{}', 'a.ts': 'import "alpha"; import "beta/x"; import "./gone";' });
    try {
      const made = createAuditProgram(new Projects().projectOf(`${root}/a.ts`, root), [`${root}/a.ts`]);
      assert.equal(made.problems.length, 1);
      assert.match(made.problems[0]?.message ?? '', /'alpha', 'beta\/x'/);
    } finally {
      remove();
    }
  });
});
