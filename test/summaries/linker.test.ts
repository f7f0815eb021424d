import assert from 'node:assert/strict';
import ts from 'typescript';
import { functionName, T } from '../../src/analysis/nodes.ts';
import { syntaxOracle } from '../../src/analysis/syntax-oracle.ts';
import { createUnit, type Unit } from '../../src/analysis/unit.ts';
import type { SourceProject } from '../../src/audit/source-project.ts';
import { Linker } from '../../src/summaries/linker.ts';
import { memoryProject } from '../support/memory-project.ts';

/** The linker of a project, with the number of files that became trees. */
function linkerOf(project: SourceProject): { linker: Linker; unitAt(path: string): Unit | undefined; made(): number } {
  const units = new Map<string, Unit>();
  const unitAt = (path: string): Unit | undefined => {
    const source = project.parsedAt(path)?.source;
    if (source && !units.has(path)) units.set(path, createUnit({ path, source, oracle: (_tree, scopes) => syntaxOracle(scopes, () => false) }));
    return units.get(path);
  };
  return { linker: new Linker({ resolve: project.resolve, textAt: project.textAt, fileAt: unitAt }), unitAt, made: () => units.size };
}

/** What the last call at the top level of a file leads to: "b.ts load". */
function calleeOf(files: Record<string, string>, { from = 'a.ts', options = {} }: { from?: string; options?: ts.CompilerOptions } = {}): string | undefined {
  const { linker, unitAt } = linkerOf(memoryProject(files, options));
  const unit = unitAt(`/p/${from}`);
  const last = unit?.ast.body.at(-1);
  if (!unit || last?.type !== T.ExpressionStatement || last.expression.type !== T.CallExpression) throw new Error('no call');
  const found = linker.functionOf(last.expression.callee, unit);
  return found && `${found.file.path.slice('/p/'.length)} ${functionName(found.fn) ?? 'default'}`;
}

const load = 'export function load() {}';

describe('linker', () => {
  const cases: [string, Record<string, string>, string | undefined][] = [
    ['a named import', { 'a.ts': "import { load } from './b'; load();", 'b.ts': load }, 'b.ts load'],
    ['a renamed import, with its extension', { 'a.ts': "import { load as l } from './b.ts'; l();", 'b.ts': load }, 'b.ts load'],
    ['an extension as it will be', { 'a.ts': "import { load } from './b.js'; load();", 'b.ts': load }, 'b.ts load'],
    ['an index file', { 'a.ts': "import { load } from './b'; load();", 'b/index.ts': load }, 'b/index.ts load'],
    ['a default export', { 'a.ts': "import l from './b'; l();", 'b.ts': 'export default function load() {}' }, 'b.ts load'],
    ['a default export by name', { 'a.ts': "import l from './b'; l();", 'b.ts': 'const load = () => 1; export default load;' }, 'b.ts load'],
    ['a namespace', { 'a.ts': "import * as b from './b'; b.load();", 'b.ts': load }, 'b.ts load'],
    ['a re-export', { 'a.ts': "import { load } from './b'; load();", 'b.ts': "export { load } from './c';", 'c.ts': load }, 'c.ts load'],
    ['a renamed re-export', { 'a.ts': "import { read } from './b'; read();", 'b.ts': "import { load } from './c'; export { load as read };", 'c.ts': load }, 'c.ts load'],
    ['a default that is re-exported', { 'a.ts': "import { read } from './b'; read();", 'b.ts': "export { default as read } from './c';", 'c.ts': 'export default function load() {}' }, 'c.ts load'],
    ['a star', { 'a.ts': "import { load } from './b'; load();", 'b.ts': "export * from './c';", 'c.ts': "export * from './d';", 'd.ts': load }, 'd.ts load'],
    ['a star with a name', { 'a.ts': "import { c } from './b'; c.load();", 'b.ts': "export * as c from './c';", 'c.ts': load }, 'c.ts load'],
    ['its own before a star', { 'a.ts': "import { load } from './b'; load();", 'b.ts': `export * from './c'; ${load}`, 'c.ts': load }, 'b.ts load'],
    ['two stars that differ', { 'a.ts': "import { load } from './b'; load();", 'b.ts': "export * from './c'; export * from './d';", 'c.ts': load, 'd.ts': load }, undefined],
    ['two ways to one', { 'a.ts': "import { load } from './b'; load();", 'b.ts': "export * from './c'; export * from './d';", 'c.ts': "export * from './e';", 'd.ts': "export * from './e';", 'e.ts': load }, 'e.ts load'],
    ['stars in a ring', { 'a.ts': "import { load } from './b'; load();", 'b.ts': "export * from './c';", 'c.ts': "export * from './b'; export * from './d';", 'd.ts': load }, 'd.ts load'],
    ['a ring without an end', { 'a.ts': "import { load } from './b'; load();", 'b.ts': "export { load } from './c';", 'c.ts': "export { load } from './b';" }, undefined],
    ['a name of itself', { 'a.ts': "import { load } from './a'; export { load }; load();" }, undefined],
    ['an object literal', { 'a.ts': "import { api } from './b'; api.load();", 'b.ts': "import { load } from './c'; export const api = Object.freeze({ load });", 'c.ts': load }, 'c.ts load'],
    ['a spread', { 'a.ts': "import { api } from './b'; api.load();", 'b.ts': "import * as c from './c'; export const api = { ...c, other() {} };", 'c.ts': load }, 'c.ts load'],
    ['a spread of who knows what', { 'a.ts': "import { api } from './b'; api.load();", 'b.ts': 'export const api = { load() {}, ...others() };' }, undefined],
    ['a destructured part', { 'a.ts': "import { api } from './b'; const { load: l } = api; l();", 'b.ts': 'export const api = { load() {} };' }, 'b.ts load'],
    ['a method', { 'a.ts': "import { Store } from './b'; const store = new Store(); store.load();", 'b.ts': 'export class Store { load() {} }' }, 'b.ts load'],
    ['an inherited method', { 'a.ts': "import { Store } from './b'; class Own extends Store {} new Own().load();", 'b.ts': "import { Base } from './c'; export class Store extends Base {}", 'c.ts': 'export class Base { load() {} }' }, 'c.ts load'],
    ['a static method', { 'a.ts': "import { Store } from './b'; Store.load();", 'b.ts': 'export class Store { static load() {} load() {} }' }, 'b.ts load'],
    ['an instance that is exported', { 'a.ts': "import { store } from './b'; store.load();", 'b.ts': 'class Store { load = async () => {} } export const store = new Store();' }, 'b.ts load'],
    ['an annotated one', { 'a.ts': "import type { Store } from './b'; declare const store: Store; store.load();", 'b.ts': 'export class Store { load() {} }' }, 'b.ts load'],
    ['a variable that changes', { 'a.ts': "import { load } from './b'; let l = load; l = other; l();", 'b.ts': load }, undefined],
    ['a local of the same name', { 'a.ts': "import { load as other } from './b'; load(); function load() {}\nload();", 'b.ts': load }, 'a.ts load'],
    ['what is not there', { 'a.ts': "import { load } from './c'; load();", 'b.ts': load }, undefined],
    ['a package', { 'a.ts': "import { load } from 'b'; load();", 'b.ts': load }, undefined],
    ['a file of its own that names itself in a dynamic import', { 'a.ts': "const b = await import('./b'); b.load();", 'b.ts': load }, 'b.ts load'],
    ['a dynamic import of who knows what', { 'a.ts': 'const b = await import(name); b.load();', 'b.ts': load }, undefined],
    ['a require of who knows what', { 'a.ts': 'const b = require(name); b.load();', 'b.ts': load }, undefined],
  ];
  for (const [name, files, expected] of cases) it(`${name}: ${expected ?? 'nothing'}`, () => assert.equal(calleeOf(files), expected));

  const commonJs: [string, Record<string, string>, string | undefined][] = [
    ['exports.load', { 'a.js': "const b = require('./b'); b.load();", 'b.js': 'exports.load = function () {};' }, 'b.js load'],
    ['a destructured require', { 'a.js': "const { load: l } = require('./b.js'); l();", 'b.js': 'function load() {} module.exports = { load };' }, 'b.js load'],
    ['module.exports as a function', { 'a.js': "const l = require('./b'); l();", 'b.js': 'module.exports = function load() {};' }, 'b.js load'],
    ['a require on the spot', { 'a.js': "require('./b').load();", 'b.js': 'module.exports.load = () => 1;' }, 'b.js load'],
    ['a class', { 'a.js': "const Store = require('./b'); new Store().load();", 'b.js': 'class Store { load() {} } module.exports = Store;' }, 'b.js load'],
    ['both at once', { 'a.js': "const { load } = require('./b'); load();", 'b.js': 'exports = module.exports = { load() {} };' }, 'b.js load'],
    ['one more on the function', { 'a.js': "const l = require('./b'); l.load();", 'b.js': 'module.exports = function () {}; module.exports.load = () => 1;' }, 'b.js load'],
    ['passed on', { 'a.js': "const b = require('./b'); b.c.load();", 'b.js': "module.exports = { c: require('./c') };", 'c.js': 'exports.load = () => 1;' }, 'c.js load'],
    ['passed on whole', { 'a.js': "const b = require('./b'); b.load();", 'b.js': "module.exports = require('./c');", 'c.js': 'exports.load = () => 1;' }, 'c.js load'],
    ['compiled', { 'a.js': "const b_1 = __importDefault(require('./b')); (0, b_1.default)();\nb_1.load();", 'b.js': "Object.defineProperty(exports, '__esModule', { value: true }); exports.load = void 0; exports.load = load; function load() {}" }, 'b.js load'],
    ['set twice', { 'a.js': "const b = require('./b'); b.load();", 'b.js': 'exports.load = () => 1; exports.load = () => 2;' }, undefined],
    ['chosen at run time', { 'a.js': "const b = require('./b'); b.load();", 'b.js': 'module.exports = fast ? { load() {} } : { load() {} };' }, undefined],
    ['an import of it', { 'a.js': "import l from './b.cjs'; l();", 'b.cjs': 'module.exports = function load() {};' }, 'b.cjs load'],
    ['requires in a ring', { 'a.js': "const b = require('./b'); b.load();", 'b.js': "const a = require('./a'); module.exports = require('./c');", 'c.js': "module.exports = require('./b');" }, undefined],
  ];
  for (const [name, files, expected] of commonJs) it(`CommonJS, ${name}: ${expected ?? 'nothing'}`, () => assert.equal(calleeOf(files, { from: 'a.js' }), expected));

  it('follows paths of the config, imports and exports of packages, also of those that are not linked or built', () => {
    const work = { 'package.json': '{ "name": "@w/one", "imports": { "#lib": "./lib.ts" } }', 'lib.ts': load };
    assert.equal(calleeOf({ 'a.ts': "import { load } from '@/b'; load();", 'source/b.ts': load }, { options: { paths: { '@/*': ['/p/source/*'] } } }), 'source/b.ts load');
    assert.equal(calleeOf({ ...work, 'a.ts': "import { load } from '#lib'; load();" }), 'lib.ts load');
    const two = { 'two/package.json': '{ "name": "@w/two", "exports": { ".": "./main.ts", "./deep": "./dist/deep.js" } }', 'two/main.ts': load, 'two/src/deep.ts': load };
    assert.equal(calleeOf({ ...two, 'a.ts': "import { load } from '@w/two'; load();" }), 'two/main.ts load');
    assert.equal(calleeOf({ ...two, 'a.ts': "import { load } from '@w/two/deep'; load();" }), 'two/src/deep.ts load');
    assert.equal(calleeOf({ ...two, 'a.ts': "import { load } from '@w/two/secret'; load();", 'two/secret.ts': load }), undefined);
  });

  it('takes two packages of the same name for none', () => {
    const package_ = '{ "name": "two", "main": "./main.ts" }';
    assert.equal(calleeOf({ 'a.ts': "import { load } from 'two'; load();", 'x/package.json': package_, 'x/main.ts': load, 'y/package.json': package_, 'y/main.ts': load }), undefined);
  });

  it('finds one name behind a barrel of a thousand files without making trees of them', () => {
    const names = Array.from({ length: 1000 }, (_, index) => `part${index}`);
    const project = memoryProject({
      'a.ts': "import { load700 } from './barrel'; load700();",
      'barrel.ts': names.map((name) => `export * from './${name}';`).join('\n'),
      ...Object.fromEntries(names.map((name, index) => [`${name}.ts`, `import './barrel'; export function load${index}() {}`])),
    });
    const { linker, unitAt, made } = linkerOf(project);
    const unit = unitAt('/p/a.ts');
    assert.ok(unit);
    const [call] = unit.ast.body.slice(-1);
    assert.ok(call?.type === T.ExpressionStatement && call.expression.type === T.CallExpression);
    assert.equal(linker.functionOf(call.expression.callee, unit)?.file.path, '/p/part700.ts');
    assert.ok(made() < 10, `${made()} trees`);
  });

  it('ends where a chain is longer than anybody needs', () => {
    const files: Record<string, string> = { 'a.ts': "import { load } from './f0'; load();" };
    for (let index = 0; index < 300; index += 1) files[`f${index}.ts`] = index === 299 ? load : `export { load } from './f${index + 1}';`;
    assert.equal(calleeOf(files), undefined);
  });
});
