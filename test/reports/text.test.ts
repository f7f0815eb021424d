import assert from 'node:assert/strict';
import type { Finding, Location, Problem } from '../../src/analysis/finding.ts';
import { LineIndex } from '../../src/analysis/text.ts';
import type { AuditResult } from '../../src/audit/audit.ts';
import { createReport, type Report } from '../../src/reports/report.ts';
import { textReport, type TextStyle } from '../../src/reports/text.ts';

const text = "import { load } from './load.ts';\nexport async function f() {\n  load('a');\n}\n";
const helper = 'export function load() {\n  readFileSync();\n}\n';

function place(path: string, source: string, piece: string): Location {
  const span = { start: source.indexOf(piece), end: source.indexOf(piece) + piece.length };
  return { path, ...span, range: new LineIndex(source).range(span) };
}

const finding: Finding = {
  ...place('/w/src/a.ts', text, "load('a')"),
  rule: 'blocking-call',
  severity: 'warning',
  message: 'load stops the event loop through readFileSync.',
  related: [{ ...place('/w/src/load.ts', helper, 'readFileSync()'), message: 'It blocks here.' }],
  tags: [],
  fixes: () => [{ id: 'a', title: 'Await the twin', safe: false, edits: [] }, { id: 'b', title: 'Do the safe thing', safe: true, edits: [] }],
};

function report(change: Partial<AuditResult> = {}): Report {
  const result: AuditResult = {
    findings: [finding, { ...finding, rule: 'floating-promise', severity: 'hint', related: [], fixes: () => [] }],
    problems: [], files: ['/w/src/a.ts', '/w/src/load.ts'], texts: new Map([['/w/src/a.ts', text], ['/w/src/load.ts', helper]]),
    suppressed: 0, baselined: 0, partial: false, durationMs: 1234, ...change,
  };
  return createReport(result, { cwd: '/w', toolVersion: '0.0.0', severity: 'information' });
}

const plain: TextStyle = { colors: false, width: 80, wrap: false, quiet: false };

describe('the text report', () => {
  it('shows the place, the code, the chain and the fixes', () => {
    assert.equal(textReport(report(), plain), [
      'src/a.ts:3:3  warning  blocking-call',
      '  load stops the event loop through readFileSync.',
      "  3 │ load('a');",
      '    │ ~~~~~~~~~',
      '  → It blocks here. (src/load.ts:2:3)',
      '  2 │ readFileSync();',
      '    │ ~~~~~~~~~~~~~~',
      '  Fixes: Await the twin · Do the safe thing (--fix)',
      '',
      '1 pitfall: 1 warning in 2 files in 1.2 s',
      '1 of them can be fixed with --fix.',
      '',
    ].join('\n'));
  });

  it('breaks long messages where people read', () => {
    const lines = textReport(report(), { ...plain, width: 30, wrap: true }).split('\n');
    assert.deepEqual(lines.slice(1, 3), ['  load stops the event loop', '  through readFileSync.']);
  });

  it('counts what was suppressed and skipped, and lists problems', () => {
    const problems: Problem[] = [{ kind: 'skipped', path: '/w/big.ts', message: 'Skipped: too big.' }, { kind: 'parse', path: '/w/b.ts', message: 'Mend it.' }, { kind: 'rule', message: 'No file.' }];
    assert.equal(textReport(report({ findings: [], problems, suppressed: 2, durationMs: 5 }), plain), [
      '[skipped] big.ts: too big.', '[not parsed] b.ts: Mend it.', '[rule failed] No file.', '',
      'No pitfalls found in 2 files in 5 ms (2 suppressed, 1 skipped, 2 problems)', '',
    ].join('\n'));
  });

  it('says that nothing was found, that it was interrupted, or nothing at all', () => {
    assert.equal(textReport(report({ findings: [], durationMs: 5 }), plain), '✓ No pitfalls found in 2 files in 5 ms\n');
    assert.match(textReport(report({ findings: [], partial: true }), plain), /^Interrupted, so this is not all\. /);
    assert.equal(textReport(report({ findings: [] }), { ...plain, quiet: true }), '');
  });

  it('adds up the rules of many findings', () => {
    const other = { ...finding, rule: 'lost-update', severity: 'error' as const };
    const lines = textReport(report({ findings: [finding, finding, finding, finding, other, other] }), plain).split('\n');
    assert.deepEqual(lines.slice(-4, -1), ['4 blocking-call · 2 lost-update', '6 pitfalls: 2 errors, 4 warnings in 2 files in 1.2 s', '6 of them can be fixed with --fix.']);
  });

  it('does without code where there is no text', () => assert.doesNotMatch(textReport(report({ texts: new Map() }), plain), /│/));

  it('has colours only when asked', () => {
    assert.ok(!textReport(report(), plain).includes('\u001b'));
    assert.ok(textReport(report(), { ...plain, colors: true }).includes('\u001b[33mwarning'));
  });
});
