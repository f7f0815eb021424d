import assert from 'node:assert/strict';
import { githubReport } from '../../src/reports/github.ts';
import { findingAt, manyFindings, placeIn, reportOf } from '../support/reports.ts';

const text = 'first();\nsave(\n  name,\n);\n';
const finding = findingAt(placeIn('/w/src/a.ts', text, 'save(\n  name,\n)'));
const linesOf = (report: string): string[] => report.trimEnd().split('\n');

describe('the report for GitHub', () => {
  it('annotates the place', () => {
    assert.equal(githubReport(reportOf([finding])), [
      '::warning file=src/a.ts,line=2,endLine=4,col=1,title=Async Pitfalls%3A floating-promise::Nobody waits for this promise.',
      '1 pitfall (1 warning) in 1 file', '',
    ].join('\n'));
  });

  it('escapes what would end a value or the command', () => {
    const [line = ''] = linesOf(githubReport(reportOf([{ ...finding, path: '/w/a,b:c%\n::error::.ts', message: '100 %\r\n::error::gone: yes, really' }])));
    assert.ok(line.startsWith('::warning file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3A.ts,line=2,'), line);
    assert.ok(line.endsWith('::100 %25%0D%0A::error::gone: yes, really'), line);
  });

  it('has no command but its annotations', () => {
    const problems = [{ kind: 'parse' as const, path: '/w/x\n::error::.ts', message: '##[error]no\n::error::no' }];
    const lines = linesOf(githubReport(reportOf([], { problems })));
    assert.deepEqual(lines.filter((line) => /^\s*::|##\[/.test(line)), []);
    assert.equal(lines.length, 2);
  });

  it('shows the worst ten of each level, and counts the others', () => {
    const lines = linesOf(githubReport(reportOf(manyFindings(100).findings)));
    const count = (level: string): number => lines.filter((line) => line.startsWith(`::${level} `)).length;
    assert.deepEqual(['error', 'warning', 'notice'].map(count), [10, 10, 10]);
    assert.deepEqual(lines.slice(-2), [
      '70 more pitfalls are not annotated (15 errors, 15 warnings, 40 notices): GitHub shows 10 of each level. --format text lists all.',
      '100 pitfalls (25 errors, 25 warnings, 25 information, 25 hints) in 1 file',
    ]);
    assert.ok(lines.findIndex((line) => line.startsWith('::warning')) > lines.findLastIndex((line) => line.startsWith('::error')));
  });

  it('takes information before hints for notices', () => {
    const hints = manyFindings(40).findings.filter(({ severity }) => severity === 'hint');
    const lines = linesOf(githubReport(reportOf([...hints, { ...finding, severity: 'information' }])));
    assert.match(lines[0] ?? '', /^::notice file=src\/a\.ts,line=2,/);
  });

  it('says that nothing was found, what was left out, and that it was interrupted', () => {
    assert.equal(githubReport(reportOf([], { suppressed: 2, baselined: 1 })), 'No pitfalls found in 0 files, 2 suppressed, 1 in the baseline\n');
    assert.match(githubReport(reportOf([], { partial: true })), /^Interrupted, so this is not all\. /);
  });

  it('gives the same bytes twice', () => assert.equal(githubReport(reportOf([finding])), githubReport(reportOf([finding], { durationMs: 9 }))));
});
