import assert from 'node:assert/strict';
import { applyEdits } from '../../src/analysis/edits.ts';
import type { Finding, Fix } from '../../src/analysis/finding.ts';
import { LineIndex } from '../../src/analysis/text.ts';
import { Crashes } from '../../src/extension/crashes.ts';
import { readEditorSettings } from '../../src/server/editor-settings.ts';
import { fixInRounds, lineEdits } from '../../src/server/fix-rounds.ts';
import { changeBetween, TextSnapshot } from '../../src/server/snapshot.ts';
import { steadyFindings } from '../../src/server/steady.ts';
import { normalize, pathOfDocument, pathOfFile, uriOfPath } from '../../src/server/uris.ts';

/** A finding at the one occurrence of `at`, with fixes. */
function findingAt(text: string, at: string, fixes: Fix[] = []): Finding {
  const start = text.indexOf(at);
  const span = { start, end: start + at.length };
  return { path: '/a.ts', rule: 'floating-promise', severity: 'warning', message: '', related: [], tags: [], ...span, range: new LineIndex(text).range(span), fixes: () => fixes };
}

describe('server: addresses and paths', () => {
  it('go both ways, with blanks and Windows drives', () => {
    assert.equal(pathOfFile(uriOfPath('/a b/ü.ts')), '/a b/ü.ts');
    assert.equal(normalize('c:\\work\\a.ts'), 'C:/work/a.ts');
    assert.equal(uriOfPath('C:/work/a.ts'), 'file:///c%3A/work/a.ts');
    assert.equal(pathOfFile('file:///c%3A/work/a.ts')?.endsWith('C:/work/a.ts'), true);
    assert.equal(pathOfFile('git:/a.ts'), undefined);
  });

  it('give a document that was never saved a path with the extension of its language', () => {
    assert.match(pathOfDocument('untitled:Untitled-1', 'typescriptreact', '/w'), /^\/w\/.*Untitled-1\.tsx$/);
    assert.equal(pathOfDocument('untitled:/w/new.mts', 'typescript', '/w'), '/w/new.mts');
  });
});

describe('server: changes between texts', () => {
  it('are the one stretch that differs', () => {
    assert.deepEqual(changeBetween('abcd', 'abXYcd'), { start: 2, oldEnd: 2, newEnd: 4 });
    assert.deepEqual(changeBetween('aaa', 'aa'), { start: 2, oldEnd: 3, newEnd: 2 });
    assert.deepEqual(changeBetween('same', 'same'), { start: 4, oldEnd: 4, newEnd: 4 });
  });

  it('are what TypeScript is told', () => {
    const range = new TextSnapshot('let a = 1;').getChangeRange(new TextSnapshot('let a;'));
    assert.deepEqual(range, { span: { start: 5, length: 0 }, newLength: 4 });
  });
});

describe('server: findings while a text does not parse', () => {
  const clean = 'one();\ntwo();\nthree();\n';
  const old = [findingAt(clean, 'one()'), findingAt(clean, 'three()')];

  it('move along with their code', () => {
    const text = 'one();\ntwo(\nthree();\n';
    const shown = steadyFindings({ text: clean, findings: old }, [findingAt(text, 'one()')], text, 'one();\n    \n        \n');
    assert.deepEqual(shown.map(({ start, range }) => [text.slice(start, start + 3), range.start.line]), [['one', 1], ['thr', 3]]);
  });

  it('go when their code is analysed and has none, and come only when the text parses', () => {
    const text = 'one();\ntwo(\nthree();\nfour();\n';
    const shown = steadyFindings({ text: clean, findings: old }, [findingAt(text, 'one()'), findingAt(text, 'four()')], text, text.replace('two(', '    '));
    assert.deepEqual(shown.map(({ start }) => start), [0]);
  });

  it('are shown as they are where there was nothing before', () => {
    const found = [findingAt(clean, 'two()')];
    assert.equal(steadyFindings(undefined, found, clean, clean), found);
  });
});

describe('server: fixing in rounds', () => {
  const insert = (text: string, at: string, added: string): Fix => ({ id: 'x', title: '', safe: true, edits: [{ path: '/a.ts', start: text.indexOf(at), end: text.indexOf(at), text: added }] });

  it('takes what touches the same text one after the other', () => {
    const text = 'save();\n';
    const replace = (now: string, from: string, to: string): Fix => ({ id: 'x', title: '', safe: true, edits: [{ path: '/a.ts', start: now.indexOf(from), end: now.indexOf(from) + from.length, text: to }] });
    const analyze = (now: string): Finding[] => [
      ...(now.includes('save') ? [findingAt(now, 'save', [replace(now, 'save()', 'keep()')])] : []),
      ...(now.includes('await') ? [] : [findingAt(now, '(', [replace(now, now.includes('keep') ? 'keep()' : 'save()', now.includes('keep') ? 'await keep()' : 'await save()')])]),
    ];
    const { edits, unfinished } = fixInRounds('/a.ts', text, analyze(text), (finding) => finding.fixes()[0], analyze);
    assert.deepEqual([applyEdits(text, edits), unfinished], ['await keep();\n', false]);
  });

  it('gives nothing where there is nothing to do; ends after ten rounds where fixes never end, and says so', () => {
    assert.deepEqual(fixInRounds('/a.ts', 'x', [], () => undefined, () => []), { edits: [], unfinished: false });
    const endless = (now: string): Finding[] => [findingAt(now, 'x', [insert(now, 'x', '!')])];
    const { edits, unfinished } = fixInRounds('/a.ts', 'x', endless('x'), (finding) => finding.fixes()[0], endless);
    assert.deepEqual([applyEdits('x', edits), unfinished], ['!!!!!!!!!!x', true]);
  });

  it('says the difference of two texts in whole lines', () => {
    for (const [before, after] of [['a\nb\nc\n', 'a\nx\nc\n'], ['', 'a\n'], ['a\r\nb', 'b'], ['a\nb\n', 'a\nb\nc']] as const)
      assert.equal(applyEdits(before, lineEdits('/a.ts', before, after)), after);
    assert.deepEqual(lineEdits('/a.ts', 'a\nb\nc\n', 'a\nx\nc\n'), [{ path: '/a.ts', start: 2, end: 4, text: 'x\n' }]);
  });
});

describe('server: settings of the editor', () => {
  it('leave to config files what the user has not set', () => {
    const { limit, maxItems, tests, enable, types, faults } = readEditorSettings({ limit: null, maxItems: null, tests: null });
    assert.deepEqual({ limit, maxItems, tests, enable, types, faults }, { limit: undefined, maxItems: undefined, tests: undefined, enable: true, types: 'auto', faults: [] });
  });

  it('are taken one by one: a wrong one is said, and the others count', () => {
    const { rules, limit, faults } = readEditorSettings({ limit: 0, rules: { 'blocking-call': 'off', 'floating-promise': 'loud', 'no-such-rule': 'off' } });
    assert.equal(rules.get('blocking-call')?.severity, 'off');
    assert.equal(rules.size, 1);
    assert.equal(limit, undefined);
    assert.equal(faults.length, 3);
  });
});

describe('extension: crashes of the server', () => {
  it('are survived, but not five of them within three minutes', () => {
    const crashes = new Crashes();
    assert.deepEqual([0, 1, 2, 3, 4].map((second) => crashes.add(second * 1000)), [true, true, true, true, false]);
    crashes.forget();
    assert.equal(crashes.add(5000), true);
  });

  it('count only for three minutes', () => {
    const crashes = new Crashes();
    assert.deepEqual([0, 1, 2, 3, 200].map((second) => crashes.add(second * 1000)), [true, true, true, true, true]);
  });
});
