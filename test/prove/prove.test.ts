import assert from 'node:assert/strict';
import fs from 'node:fs';
import type { Fix } from '../../src/analysis/finding.ts';
import { Projects } from '../../src/audit/projects.ts';
import { makeWorkspace, removeWorkspaces } from '../support/command-line.ts';
import { prepare, prove, tryFixes } from './prove.ts';
import { Workbench } from './workbench.ts';
import { isClean, table } from './table.ts';

const text = 'declare function save(): Promise<void>;\nexport async function submit() {\n  save(); // now\n}\n';
const config = '{ "compilerOptions": { "strict": true, "target": "es2022", "module": "esnext" }, "include": ["*"] }';

describe('prover', () => {
  afterEach(removeWorkspaces);

  it('tries each fix of a project and writes nothing', async () => {
    const workspace = makeWorkspace({ 'tsconfig.json': config, 'a.ts': text, 'b.ts': 'export const x = 1;\n' });
    const proof = await prove(workspace.root, [workspace.path('a.ts'), workspace.path('b.ts')]);
    assert.deepEqual(proof.crashes, []);
    assert.deepEqual(proof.findings, { 'floating-promise': { all: 1, fixable: 1 } });
    assert.ok(proof.trials.length >= 2 && proof.trials.every(isClean));
    assert.match(table(proof), /floating-promise {2}Await the promise\s+1\s+1 \(100\.0 %\)/);
    assert.equal(fs.readFileSync(workspace.path('a.ts'), 'utf8'), text);
  });

  it('takes only the rule and as many fixes of a kind as asked for', async () => {
    const workspace = makeWorkspace({ 'tsconfig.json': config, 'a.ts': `${text}export async function again() {\n  save();\n}\n` });
    const files = [workspace.path('a.ts')];
    assert.deepEqual((await prove(workspace.root, files, { rule: 'late-await' })).trials, []);
    const kinds = (await prove(workspace.root, files, { limit: 1 })).trials.map(({ fix }) => fix);
    assert.deepEqual(kinds, [...new Set(kinds)]);
  });

  const wrong: [name: string, edit: [from: string, to: string], fault: RegExp][] = [
    ['text that does not parse', ['save();', 'await (save();'], /"parse"/],
    ['await outside an async function', ['async function submit() {\n  save()', 'function submit() {\n  await save()'], /"parse":\["line 3: 'await'/],
    ['a type error', ['save();', 'await save(1);'], /"types":\["line 3: Expected 0 arguments/],
    ['the finding', ['save();', 'save( );'], /"gone":\["still there/],
    ['nothing changed', ['save();', 'save();'], /"gone":\["nothing changes/],
    ['another finding', ['save();', 'await save(); void (async () => { fetch("x"); })();'], /"gone":\["new: floating-promise/],
    ['a lost comment', ['save(); // now', 'await save();'], /"kept":\["lost: \/\/ now/],
  ];
  for (const [name, [from, to], fault] of wrong) {
    it(`sees ${name}`, async () => {
      const workspace = makeWorkspace({ 'tsconfig.json': config, 'a.ts': text });
      const path = workspace.path('a.ts');
      const [plan] = new Projects().plan([path], workspace.root);
      assert.ok(plan);
      const bench = new Workbench(workspace.root, plan);
      const [offer] = await bench.offers(path);
      assert.ok(offer);
      const start = text.indexOf(from);
      const fix: Fix = { id: 'await', title: 'wrong', safe: false, edits: [{ path, start, end: start + from.length, text: to }] };
      const [trial] = await tryFixes(bench, workspace.root, await prepare(bench, path, [{ finding: offer.finding, fix }]));
      bench.dispose();
      assert.match(JSON.stringify(trial?.faults), fault);
    });
  }

  it('sees names that are not there in JavaScript, where nobody asked for types', async () => {
    const own = '/** @param {objects.Key} key */\nasync function save() { await fetch("/save"); }\nexport async function submit() {\n  save();\n}\n';
    const workspace = makeWorkspace({ 'a.js': own });
    const path = workspace.path('a.js');
    const [plan] = new Projects().plan([path], workspace.root);
    assert.ok(plan);
    const bench = new Workbench(workspace.root, plan);
    const [offer] = await bench.offers(path);
    assert.ok(offer);
    const fix = (text: string): Fix => ({ id: 'await', title: 'wrong', safe: false, edits: [{ path, start: own.lastIndexOf('save()'), end: own.lastIndexOf(';'), text }] });
    const [missing, untyped] = await tryFixes(bench, workspace.root, await prepare(bench, path, [{ finding: offer.finding, fix: fix('await save(limit)') }, { finding: offer.finding, fix: fix('await save(1).length') }]));
    bench.dispose();
    assert.match(JSON.stringify(missing?.faults), /^{"types":\["line 4: Cannot find name 'limit'/);
    assert.deepEqual(untyped?.faults.types, undefined);
  });
});
