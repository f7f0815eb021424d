import assert from 'node:assert/strict';
import { analyzeFile } from '../../src/audit/analyze.ts';
import { createKnowledge } from '../../src/knowledge/index.ts';
import { rules } from '../../src/rules/index.ts';
import { memoryProject } from '../support/memory-project.ts';

const knowledge = createKnowledge();
const settings = { rules: new Map(rules.map(({ id, severity }) => [id, { severity: id === 'blocking-call' ? severity : 'off' as const, explicit: true, options: {} }])), knowledge, safeFixes: new Set<string>() };

/** The lines with findings in a file of a project without types, and the files on the way down of each. */
function blockingIn(files: Record<string, string>, name = 'a.ts'): string[] {
  const project = memoryProject(files);
  const source = project.parsedAt(`/p/${name}`)?.source;
  assert.ok(source);
  const { findings, problems } = analyzeFile({ path: `/p/${name}`, source, types: undefined, project, settings, isCommandLineEntry: false, isExempt: false });
  assert.deepEqual(problems, []);
  return findings.map(({ range, related }) => `${range.start.line}: ${related.map(({ path }) => path.slice('/p/'.length)).join(' ')}`);
}

const read = "import { readFileSync } from 'fs';\nexport function load() { return readFileSync('a'); }\n";
const go = 'export async function go() {\n  load();\n}\n';

describe('blocking calls across files', () => {
  it('go down chains of any length', () => {
    const count = 120;
    const files: Record<string, string> = { 'a.ts': `import { f0 as load } from './f0';\n${go}` };
    for (let index = 0; index < count; index += 1) {
      files[`f${index}.ts`] = index + 1 < count ? `import { f${index + 1} } from './f${index + 1}';\nexport function f${index}() { f${index + 1}(); }` : read.replace('load', `f${index}`);
    }
    const [found] = blockingIn(files);
    assert.equal(found?.split(' ').length, count + 1);
  });

  it('end with functions that call each other', () => {
    const ring = (name: string, next: string, more = ''): string => `import { ${next} } from './${next}';\nexport function ${name}() { ${next}(); ${more} }`;
    const files = { 'a.ts': `import { b as load } from './b';\n${go}`, 'b.ts': ring('b', 'c'), 'c.ts': ring('c', 'd'), 'd.ts': `import { readFileSync } from 'fs';\n${ring('d', 'b', "readFileSync('d');")}` };
    assert.equal(blockingIn(files).length, 1);
    assert.deepEqual(blockingIn({ ...files, 'd.ts': ring('d', 'b') }), []);
  });

  it('stop at what is unknown: two of a name, modules named at run time, files that are not there', () => {
    assert.deepEqual(blockingIn({ 'a.ts': `import { load } from './b';\n${go}`, 'b.ts': "export * from './c';\nexport * from './d';", 'c.ts': read, 'd.ts': read }), []);
    assert.deepEqual(blockingIn({ 'a.ts': `const { load } = require(process.env.NAME);\n${go}`, 'b.ts': read }), []);
    assert.deepEqual(blockingIn({ 'a.ts': `import { load } from './gone';\n${go}`, 'b.ts': read }), []);
    assert.deepEqual(blockingIn({ 'a.ts': `import { load } from './b';\n${go}`, 'b.ts': 'export function load() { (' }), []);
  });

  it('pass through CommonJS', () => {
    const files = { 'a.js': `const { load } = require('./b');\nexports.go = async function () {\n  load();\n};\n`, 'b.js': "module.exports = require('./c');", 'c.js': "const fs = require('fs');\nmodule.exports = { load: () => fs.readFileSync('a') };" };
    assert.deepEqual(blockingIn(files, 'a.js'), ['3: c.js']);
  });

  it('take no longer for a generated file of many functions', () => {
    const many = Array.from({ length: 2000 }, (_, index) => `export function f${index}() { f${index + 1}(); }`).join('\n');
    assert.deepEqual(blockingIn({ 'a.ts': `import { load } from './b';\nimport './many';\n${go}`, 'b.ts': read, 'many.ts': `import { load } from './b';\n${many}\nexport function f2000() { load(); }` }), ['4: b.ts']);
  });

  it('look at each function of a generated file once, however many ways lead to it', () => {
    const net = (length: number, last: string): string => Array.from({ length }, (_, index) => `export function f${index}(n: string) { ${[1, 2, 7].map((step) => `f${(index + step) % length}(n);`).join(' ')}${index === length - 1 ? last : ''} }`).join('\n');
    const files = (many: string): Record<string, string> => ({ 'a.ts': "import { f0 } from './many';\nexport async function go() {\n  f0('a');\n}\n", 'many.ts': many });
    const [found] = blockingIn(files(`import { readFileSync } from 'fs';\n${net(300, " readFileSync('a');")}`));
    assert.ok(found?.startsWith('3: many.ts'), found);
    assert.deepEqual(blockingIn(files(`import { readFileSync } from 'fs';\n${net(5000, '')}\nexport const text = readFileSync('a');`)), []);
  });
});
