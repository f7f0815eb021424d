import assert from 'node:assert/strict';
import type { Finding, Location } from '../../src/analysis/finding.ts';
import { jsonReport } from '../../src/reports/json.ts';
import { createReport } from '../../src/reports/report.ts';

const at = (path: string, line: number): Location => ({ path, start: 10, end: 14, range: { start: { line, column: 3 }, end: { line, column: 7 } } });

const finding: Finding = {
  ...at('/w/src/a.ts', 2),
  rule: 'blocking-call', severity: 'warning', message: 'It blocks.', tags: ['unnecessary'],
  related: [{ ...at('/w/b.ts', 4), message: 'Here.' }],
  fixes: () => [{ id: 'twin', title: 'Use the twin', safe: false, edits: [{ path: '/else/c.ts', start: 0, end: 0, text: 'x' }] }],
};

describe('the JSON report', () => {
  const result = { findings: [finding, { ...finding, severity: 'hint' as const }], problems: [{ kind: 'parse' as const, path: '/w/broken.ts', message: 'Mend it.' }, { kind: 'rule' as const, message: 'No file.' }], files: ['/w/src/a.ts'], texts: new Map(), suppressed: 1, baselined: 0, partial: false, durationMs: 8 };
  const report = createReport(result, { cwd: '/w', toolVersion: '1.2.3', severity: 'information' });

  it('has the form of version 1', () => {
    assert.deepEqual(JSON.parse(jsonReport(report)), {
      version: 1,
      tool: { name: 'async-pitfalls', version: '1.2.3' },
      findings: [{
        rule: 'blocking-call', severity: 'warning', message: 'It blocks.', path: 'src/a.ts',
        range: { start: { line: 2, column: 3 }, end: { line: 2, column: 7 } },
        related: [{ path: 'b.ts', range: { start: { line: 4, column: 3 }, end: { line: 4, column: 7 } }, message: 'Here.' }],
        fixes: [{ id: 'twin', title: 'Use the twin', safe: false, edits: [{ path: '../else/c.ts', start: 0, end: 0, text: 'x' }] }],
      }],
      problems: [{ kind: 'parse', path: 'broken.ts', message: 'Mend it.' }, { kind: 'rule', message: 'No file.' }],
      summary: { files: 1, findings: 1, byRule: { 'blocking-call': 1 }, bySeverity: { warning: 1 }, suppressed: 1, baselined: 0, partial: false, durationMs: 8 },
    });
  });

  it('ends with a line end', () => assert.ok(jsonReport(report).endsWith('}\n')));
});
