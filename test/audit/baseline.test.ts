import assert from 'node:assert/strict';
import fs from 'node:fs';
import { BaselineError, baselineText, parseBaseline, type BaselineEntry } from '../../src/audit/baseline.ts';
import { match, type Identified } from '../../src/audit/baseline-match.ts';
import { findBaseline } from '../../src/audit/baseline-use.ts';
import { makeWorkspace, removeWorkspaces } from '../support/command-line.ts';

afterEach(removeWorkspaces);

const entry = (path: string, within: string, code: string, count = 1): BaselineEntry => ({ path, rule: 'floating-promise', in: within, code, count });
const found = (path: string, within: string, code: string): Identified<string> => ({ path, rule: 'floating-promise', in: within, code, finding: `${path} ${within} ${code}` });

describe('a baseline', () => {
  it('is written sorted, one entry a line, and read again', () => {
    const entries = [entry('/w/b.ts', 'f', 'b()'), entry('/w/a.ts', 'g', 'say("…")', 3), entry('/v/x.ts', '', 'x()'), entry('/w/a.ts', 'f', 'a()')];
    const text = baselineText({ file: '/w/b.json', entries });
    assert.equal(text, `{
  "version": 1,
  "findings": [
    { "path": "../v/x.ts", "rule": "floating-promise", "in": "", "code": "x()" },
    { "path": "a.ts", "rule": "floating-promise", "in": "f", "code": "a()" },
    { "path": "a.ts", "rule": "floating-promise", "in": "g", "code": "say(\\"…\\")", "count": 3 },
    { "path": "b.ts", "rule": "floating-promise", "in": "f", "code": "b()" }
  ]
}
`);
    assert.equal(baselineText(parseBaseline('/w/b.json', `\uFEFF${text}`, 'b.json')), text);
    assert.equal(baselineText(parseBaseline('/w/b.json', text.replace(/\n/g, '\r\n'), 'b.json')), text);
    assert.equal(baselineText({ file: '/w/b.json', entries: [] }), '{\n  "version": 1,\n  "findings": []\n}\n');
  });

  it('takes what a merge leaves behind: a comma at the end, another order, an entry twice', () => {
    const line = (path: string, count = 1): string => `{ "path": "${path}", "rule": "r", "in": "", "code": "c", "count": ${count} }`;
    const { entries } = parseBaseline('/w/b.json', `{ "version": 1, "findings": [${line('b.ts')}, ${line('a.ts', 2)}, ${line('a.ts')},] }`, 'b.json');
    assert.deepEqual(entries.map(({ path, count }) => [path, count]), [['/w/a.ts', 2], ['/w/b.ts', 1]]);
  });

  const faults: [string, string, RegExp][] = [
    ['broken JSON', '{\n  "version": 1,\n  "findings": [\n    { "path": }\n] }', /^b\.json:4: the baseline is not valid JSON\. Mend it, .* delete it and run with --update-baseline\.$/],
    ['an empty file', '', /^b\.json:1: the baseline is not valid JSON/],
    ['a list at the top', '[]', /not valid JSON/],
    ['no version', '{ "findings": [] }', /has no "version": 1/],
    ['a version from the future', '{ "version": 2, "things": [] }', /made by a newer version of async-pitfalls \(format 2, this one knows 1\)\. Update async-pitfalls/],
    ['no findings', '{ "version": 1 }', /has no list of "findings"/],
    ['an entry that lacks something', '{ "version": 1, "findings": [\n  { "path": "a.ts", "rule": "r", "code": "c" }\n] }', /^b\.json:2: the baseline has an entry without "path"/],
    ['a count that is none', '{ "version": 1, "findings": [{ "path": "a.ts", "rule": "r", "in": "", "code": "c", "count": 0 }] }', /has an entry/],
    ['an entry that is no object', '{ "version": 1, "findings": [null] }', /has an entry/],
    ['the marks of a conflict', '{ "version": 1, "findings": [\n<<<<<<< ours\n=======\n>>>>>>> theirs\n] }', /^b\.json:2: the baseline holds the marks of a merge conflict\. Keep the lines of both sides/],
  ];
  for (const [what, text, message] of faults) {
    it(`with ${what} says what to do`, () => assert.throws(() => parseBaseline('/w/b.json', text, 'b.json'), (error: unknown) => {
      assert.ok(error instanceof BaselineError, String(error));
      assert.match(error.message, message);
      return true;
    }));
  }

  it('is found in the folder or around it, within the repository', async () => {
    const workspace = makeWorkspace({ '.git/HEAD': '', 'p/q/a.ts': '' });
    assert.equal(await findBaseline(workspace.path('p/q')), workspace.path('p/q/async-pitfalls.baseline.json'));
    workspace.write('async-pitfalls.baseline.json', '');
    assert.equal(await findBaseline(workspace.path('p/q')), workspace.path('async-pitfalls.baseline.json'));
    workspace.write('p/async-pitfalls.baseline.json', '');
    assert.equal(await findBaseline(workspace.path('p/q')), workspace.path('p/async-pitfalls.baseline.json'));
    fs.rmSync(workspace.path('.git'), { recursive: true });
    assert.equal(await findBaseline(workspace.path('p/q')), workspace.path('p/q/async-pitfalls.baseline.json'));
  });
});

describe('matching findings with a baseline', () => {
  const fresh = (entries: BaselineEntry[], findings: Identified<string>[], known: readonly string[] = []): string[] => match({ entries }, findings, (path) => known.includes(path)).fresh.map(({ finding }) => finding);

  it('counts equal findings: the last ones beyond are fresh', () => {
    const three = [1, 2, 3].map((finding) => ({ ...found('/a.ts', 'f', 'x()'), finding: String(finding) }));
    assert.deepEqual(fresh([entry('/a.ts', 'f', 'x()', 2)], three), ['3']);
  });

  it('follows code within its file, but not to code that has an entry of its own', () => {
    assert.deepEqual(fresh([entry('/a.ts', 'f', 'x()')], [found('/a.ts', 'renamed', 'x()')]), []);
    assert.deepEqual(fresh([entry('/a.ts', 'f', 'x()'), entry('/a.ts', 'g', 'x()')], [found('/a.ts', 'a', 'x()'), found('/a.ts', 'f', 'x()'), found('/a.ts', 'g', 'x()')]), ['/a.ts a x()']);
  });

  it('follows a function to another file when its own file is known to have lost it', () => {
    const entries = [entry('/a.ts', 'Store.load', 'x()')];
    const moved = [found('/b.ts', 'Depot.load', 'x()')];
    assert.deepEqual(fresh(entries, moved, ['/a.ts']), []);
    assert.deepEqual(fresh(entries, moved), ['/b.ts Depot.load x()']);
    assert.deepEqual(fresh(entries, [found('/b.ts', 'save', 'x()')], ['/a.ts']), ['/b.ts save x()']);
    assert.deepEqual(fresh(entries, [found('/a.ts', 'Store.load', 'x()'), ...moved], ['/a.ts']), ['/b.ts Depot.load x()']);
  });

  it('says what is left', () => {
    const { left } = match({ entries: [entry('/a.ts', 'f', 'x()', 3), entry('/b.ts', 'f', 'y()')] }, [found('/a.ts', 'f', 'x()')], () => true);
    assert.deepEqual(left.map(({ path, count }) => [path, count]), [['/a.ts', 2], ['/b.ts', 1]]);
  });
});
