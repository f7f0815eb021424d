import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { typeMemory } from '../../src/analysis/typescript-oracle.ts';
import { audit, type AuditHooks, type AuditOptions, type AuditResult } from '../../src/audit/audit.ts';
import { loadNative, NativeError, nativeOfFolder, type NativePlace, type NativeTypeScript } from '../../src/audit/native/package.ts';
import { startNative } from '../../src/audit/native/session.ts';
import { createAuditProgram } from '../../src/audit/program.ts';
import { Projects } from '../../src/audit/projects.ts';
import { startedWhile } from '../support/child-processes.ts';
import { makeWorkspace, removeWorkspaces, type Workspace } from '../support/command-line.ts';
import { native as installed } from '../support/native.ts';

afterEach(removeWorkspaces);

/** Only types tell that this is a promise. */
const saved = 'interface Store { save(): Promise<void> }\ndeclare const store: Store;\nexport function submit() {\n  store.save();\n}\n';
const tsconfig = '{ "compilerOptions": { "strict": true, "lib": ["es2022"], "types": [] } }';
const project = { 'tsconfig.json': tsconfig, 'a.ts': saved, 'b.ts': saved, 'c.ts': saved };

function run(workspace: Workspace, options: Partial<AuditOptions> = {}, hooks?: AuditHooks): Promise<AuditResult> {
  return audit({ cwd: workspace.root, paths: [], types: 'native', ...options }, hooks);
}

function places(result: AuditResult): string[] {
  return result.findings.map(({ path, range, rule }) => `${path.split('/').at(-1)}:${range.start.line} ${rule}`);
}

const at = (root: string): NativePlace => ({ from: pathToFileURL(`${root}/x.js`).href, names: ['@typescript/native'], beside: 'beside async-pitfalls', otherwise: 'leave --types native out' });

const all = ['a.ts:4 floating-promise', 'b.ts:4 floating-promise', 'c.ts:4 floating-promise'];

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

describe('native TypeScript', () => {
  it('is missed with a line that says how to install it', async () => {
    const workspace = makeWorkspace({});
    await assert.rejects(loadNative(at(workspace.root)), (error) => error instanceof NativeError
      && /^Native TypeScript \(@typescript\/native\) is not installed\. Install it beside async-pitfalls \(npm install --save-dev --save-exact @typescript\/native@npm:typescript@7\.\S+\), or leave --types native out\.$/.test(error.message));
  });

  it('is refused where its interface is an older one', async () => {
    const manifest = { name: 'typescript', version: '7.0.2', exports: { './package.json': './package.json', './unstable/sync': './sync.js' } };
    const workspace = makeWorkspace({ 'node_modules/@typescript/native/package.json': JSON.stringify(manifest) });
    await assert.rejects(loadNative(at(workspace.root)), /^NativeError: @typescript\/native is TypeScript 7\.0\.2, whose interface is another one\. Install/);
  });

  it('is a folder\'s own `typescript` as well, for who may run it', async () => {
    const manifest = (version: string, exports: object): string => JSON.stringify({ name: 'typescript', version, type: 'module', exports: { './package.json': './package.json', ...exports } });
    const old = makeWorkspace({ 'node_modules/typescript/package.json': manifest('6.0.3', {}) });
    await assert.rejects(loadNative(nativeOfFolder(old.root)), /^NativeError: typescript is TypeScript 6\.0\.3, whose interface is another one\. Install it in this folder \(npm install .*\), or choose something else for asyncPitfalls\.types\.$/);
    const own = makeWorkspace({ 'node_modules/typescript/package.json': manifest('7.1.0', { './sync': './a.js', './ast': './a.js' }), 'node_modules/typescript/a.js': 'export const isOwn = true;\n' });
    const { version, sync } = await loadNative(nativeOfFolder(own.root));
    assert.deepEqual([version, 'isOwn' in sync], ['7.1.0', true]);
  });

  it('is refused where it does not start', () => {
    const API = class { constructor() { throw new Error('Unable to resolve @typescript/typescript-plan9-mips'); } };
    assert.throws(() => startNative({ version: '7.1.0', sync: { API } } as unknown as NativeTypeScript, '/'), /^NativeError: Native TypeScript 7\.1\.0 does not start: Unable to resolve @typescript\/typescript-plan9-mips\. Install it anew, or leave --types native out\.$/);
  });
});

if (installed) describe('native TypeScript that is installed', () => {
  const native: NativeTypeScript = installed as NativeTypeScript;

  it('answers by types, and its process is gone at the end', async () => {
    let result: AuditResult | undefined;
    const [child, ...others] = await startedWhile(async () => { result = await run(makeWorkspace(project)); });
    assert.ok(result && child);
    assert.deepEqual([places(result), result.problems, others], [all, [], []]);
    await end(child);
  });

  it('leaves no process behind when the audit is cancelled, or cannot run', async () => {
    const controller = new AbortController();
    let result: AuditResult | undefined;
    const started = await startedWhile(async () => {
      result = await run(makeWorkspace(project), {}, { signal: controller.signal, onFile: () => controller.abort() });
      await assert.rejects(run(makeWorkspace({ ...project, 'async-pitfalls.jsonc': '{' })));
    });
    assert.equal(result?.partial, true);
    assert.ok(started.length > 0);
    for (const child of started) await end(child);
  });

  it('is replaced by TypeScript 6 when its process dies, which is said once', async () => {
    let result: AuditResult | undefined;
    const workspace = makeWorkspace(project);
    const started = await startedWhile(async (processes) => {
      result = await run(workspace, {}, { onFile: () => processes[0]?.kill('SIGKILL') });
    });
    assert.ok(result);
    assert.deepEqual([places(result), result.files.length, result.problems.map(({ kind, path }) => [kind, path])], [all, 3, [['types', workspace.root]]]);
    assert.match(result.problems[0]?.message ?? '', /^TypeScript 6 answered for types instead, which takes longer: native TypeScript has ended\. Run the audit again, or leave --types native out\.$/);
    for (const child of started) await end(child);
  });

  const store = 'interface Store { save(): Promise<void> }\nexport declare const store: Store;\n';
  const uses = (specifier: string): string => `import { store } from '${specifier}';\nexport function submit() {\n  store.save();\n}\n`;
  const resolutions: Record<string, [options: object, files: Record<string, string>]> = {
    'a base folder': [{ baseUrl: 'src', ignoreDeprecations: '6.0' }, { 'src/lib/store.ts': store, 'a.ts': uses('lib/store') }],
    'paths below a base folder': [{ baseUrl: './src', paths: { '@/*': ['lib/*'] }, ignoreDeprecations: '6.0' }, { 'src/lib/store.ts': store, 'a.ts': uses('@/store') }],
    'paths beside the config file': [{ paths: { '@/*': ['./src/lib/*'] } }, { 'src/lib/store.ts': store, 'a.ts': uses('@/store') }],
    'paths from the folder of the config file': [{ paths: { '@/*': ['${configDir}/src/*'] } }, { 'src/store.ts': store, 'a.ts': uses('@/store') }],
    'the resolution of old Node': [{ module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' }, {
      'node_modules/store/package.json': '{ "name": "store", "types": "types.d.ts", "exports": { "./other": "./other.js" } }',
      'node_modules/store/types.d.ts': store,
      'a.ts': uses('store'),
    }],
    'an output for old engines': [{ target: 'es5', module: 'amd', ignoreDeprecations: '6.0' }, { 'store.ts': store, 'a.ts': uses('./store') }],
    'its options from another config file': [{}, { 'tsconfig.json': '{ "extends": "./config/base.json" }', 'config/base.json': '{ "compilerOptions": { "paths": { "@/*": ["../src/*"] } } }', 'src/store.ts': store, 'a.ts': uses('@/store') }],
  };
  for (const [what, [compilerOptions, files]] of Object.entries(resolutions)) {
    it(`finds modules in a project with ${what}`, async () => {
      const workspace = makeWorkspace({ 'tsconfig.json': JSON.stringify({ compilerOptions: { strict: true, types: [], ...compilerOptions } }), ...files });
      const [own, other] = [await run(workspace, { types: 'typescript' }), await run(workspace)];
      assert.deepEqual([places(own), own.problems], [['a.ts:3 floating-promise'], []]);
      assert.deepEqual([places(other), other.problems], [['a.ts:3 floating-promise'], []]);
    });
  }

  it('reads a file that is not on disk', async () => {
    const workspace = makeWorkspace({ 'tsconfig.json': tsconfig });
    const file = `${workspace.root}/new.ts`;
    const result = await run(workspace, { files: [file] }, { overlay: (path) => (path === file ? `\uFEFF${saved}` : undefined) });
    assert.deepEqual([places(result), result.problems], [['new.ts:4 floating-promise'], []]);
  });

  const body = 'async function load(id: string) { return id; }\nexport const [first] = [load("1")];\nexport class A { m() { return this.n; } n = load("2"); }\n';
  const awkward: Record<string, string> = {
    'a byte order mark': `\uFEFF${body}`,
    CRLF: body.replaceAll('\n', '\r\n'),
    'characters of two and three bytes': `/** é ü 漢字 */ export const text = '漢字';\n${body}`,
    'characters of two units': `export const 𠮷 = '😀😀', regex = /😀/u, template = \`😀\${1}😀\`;\n${body}`,
    'half a character': `export const half = '\\ud83d'.length;\n${body}`,
    'a shebang': `#!/usr/bin/env node\n${body}`,
    'documentation comments': `/** @param {string} a {@link load} */ export function f(a: string) { return load(a); }\n${body}`,
    decorators: `declare const d: any;\n@d export class X { @d() m(@d() p: string) { return load(p); } }\n${body}`,
    JSX: `export const x = <p title="a">it{load('s')} &amp; {/* c */}<b/></p>;\n${body}`,
    'a syntax error': `export function g() {\n  const = 3;\n}\n${body}`,
    'types of all kinds': `export type T<K extends string> = { [P in K]?: readonly [P, ...\`a\${P}\`[]] } | (abstract new (...a: any) => void) | typeof load | (K extends infer U ? U : never);\n${body}`,
  };
  for (const [what, text] of Object.entries(awkward)) {
    it(`says the same of every name and call as TypeScript 6, in a file with ${what}`, () => {
      const workspace = makeWorkspace({ 'tsconfig.json': '{ "compilerOptions": { "strict": true, "jsx": "preserve", "types": [] } }', 'a.tsx': text });
      const session = startNative(native, workspace.root);
      try {
        const file = `${workspace.root}/a.tsx`;
        const made = createAuditProgram(new Projects().projectOf(file, workspace.root), [file], { makeChecker: (...of) => session.checker(...of) });
        assert.ok(made.program.getSourceFile(file));
        const answers = [made.types(), typeMemory(made.program)].map(({ checker, program }) => namesAndCalls(program.getSourceFile(file)).map((node) => {
          const symbol = checker.getSymbolAtLocation(node);
          return [node.getText(), checker.typeToString(checker.getTypeAtLocation(node)), symbol?.name, symbol?.declarations?.map((declaration) => [declaration.getSourceFile().fileName, declaration.pos, declaration.kind])];
        }));
        assert.ok((answers[0]?.length ?? 0) > 10);
        assert.deepEqual(answers[0], answers[1]);
      } finally {
        session.close();
      }
    });
  }
});

function namesAndCalls(source: ts.SourceFile | undefined): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    // Of names in types the type is asked by what they are the name of.
    if (ts.isTypeNode(node) || ts.isTypeParameterDeclaration(node)) return;
    if (ts.isIdentifier(node) || ts.isCallExpression(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  if (source) visit(source);
  return found;
}
