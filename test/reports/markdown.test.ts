import assert from 'node:assert/strict';
import { maxComment, markdownReport } from '../../src/reports/markdown.ts';
import { codeSpan, escapedMarkdown, fenced, markdownMessage } from '../../src/reports/markdown-escape.ts';
import { findingAt, manyFindings, placeIn, reportOf } from '../support/reports.ts';

const text = 'first();\nsave(name);\n';
const texts = new Map([['/w/src/a.ts', text]]);
const finding = findingAt(placeIn('/w/src/a.ts', text, 'save(name)'), {
  message: '`save` is not awaited.', related: [{ ...placeIn('/w/src/a.ts', text, 'first'), message: 'Here.' }],
  fixes: () => [{ id: 'a', title: 'Await it', safe: true, edits: [] }],
});

const shownIn = (report: string): number => [...report.matchAll(/^\*\*(?:error|warning|information|hint)\*\* /gm)].length;
const missingIn = (report: string): number => Number(/\*\*(\d+) pitfalls are not shown here\*\*/.exec(report)?.[1]);

describe('the Markdown report', () => {
  it('has totals, the rules, and the findings of each file', () => {
    assert.equal(markdownReport(reportOf([finding], { texts, suppressed: 3 })), [
      '### Async Pitfalls: 1 pitfall in 1 file', '',
      '**1 warning** · 1 can be fixed with `--fix` · 3 suppressed', '',
      '| rule | found | what it says |', '|---|---:|---|',
      '| `floating-promise` | 1 | A promise is started and nobody waits for it or handles its rejection. |', '',
      '<details><summary><code>src/a.ts</code>: 1 pitfall</summary>', '',
      '**warning** `floating-promise` at `src/a.ts:2`  ', '`save` is not awaited.', '',
      '```ts', '2 save(name);', '  ~~~~~~~~~~', '```',
      '- Here. (`src/a.ts:1`)', '', 'Fix: Await it (`--fix`)', '',
      '</details>', '',
    ].join('\n'));
  });

  it('says that nothing was found, or that it is not all', () => {
    assert.equal(markdownReport(reportOf([])), '### Async Pitfalls: nothing found in 0 files\n');
    assert.match(markdownReport({ ...reportOf([], { partial: true }), remarks: ['1 <file> has changed.'] }), /\*\*Interrupted, so this is not all\.\*\*\n\n\*\*1 \\<file\\> has changed\.\*\*/);
  });

  it('lists problems, not hundreds', () => {
    const problems = Array.from({ length: 30 }, (_, index) => ({ kind: 'types' as const, path: `/w/p${index}/tsconfig.json`, message: 'Mend `it` <now>.' }));
    const report = markdownReport(reportOf([], { problems }));
    assert.match(report, /30 problems on the way/);
    assert.match(report, /- types `p19\/tsconfig\.json`: Mend \\`it\\` \\<now\\>\.\n- and 10 more\n/);
  });

  it('shows the file with the worst first', () => {
    const other = { ...finding, path: '/w/src/z.ts', severity: 'error' as const };
    const report = markdownReport(reportOf([finding, finding, other]));
    assert.ok(report.indexOf('<code>src/z.ts') < report.indexOf('<code>src/a.ts'));
  });

  it('fits into a comment, and says what is missing', () => {
    const many = manyFindings(3000, 300);
    const report = markdownReport(reportOf(many.findings, many));
    assert.ok(report.length <= maxComment && report.length > 0.9 * maxComment, String(report.length));
    assert.equal(shownIn(report) + missingIn(report), 3000);
    assert.equal(report.split('<details>').length, report.split('</details>').length);
  });

  it('survives one file with more findings than a comment holds', () => {
    const many = manyFindings(3000);
    const report = markdownReport(reportOf(many.findings, many));
    assert.ok(report.length <= maxComment);
    assert.ok(shownIn(report) > 100);
    assert.equal(shownIn(report) + missingIn(report), 3000);
    assert.ok(report.indexOf('**error**') < report.indexOf('are not shown') && !report.includes('**hint**'));
  });

  it('lets no path and no code end what it stands in', () => {
    const path = '/w/</summary><script>alert(1)</script>`|\n# x.ts';
    const code = '```\n</details><img src=x>\nsave();';
    const report = markdownReport(reportOf([findingAt(placeIn(path, code, code), {})], { texts: new Map([[path, code]]) }));
    assert.match(report, /<code>&lt;\/summary&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;`\|\ufffd# x\.ts<\/code>/);
    assert.match(report, /at ``<\/summary><script>alert\(1\)<\/script>`\|\ufffd# x\.ts:1``/);
    assert.match(report, /\n````ts\n/);
  });

  it('gives the same bytes twice', () => assert.equal(markdownReport(reportOf([finding], { texts })), markdownReport(reportOf([finding], { texts, durationMs: 9 }))));
});

describe('text in Markdown', () => {
  const cases: [string, string][] = [
    ['a | b * c _ d', 'a \\| b \\* c \\_ d'], ['<b> & [x](y)', '\\<b\\> &amp; \\[x\\]\\(y\\)'], ['# no heading', '\\# no heading'], ['a\nb', 'a\ufffdb'],
    ['@octocat', '@<!-- -->octocat'], ['see #12', 'see \\#<!-- -->12'], ['https://x.org', 'https:<!-- -->//x.org'], ['&lt;', '&amp;lt;'],
  ];
  for (const [given, escaped] of cases) it(`shows ${JSON.stringify(given)} as it is`, () => assert.equal(escapedMarkdown(given), escaped));

  it('is code with as many backticks as it takes', () => {
    assert.deepEqual(['a', 'a`b', '`a`', 'a``b'].map(codeSpan), ['`a`', '``a`b``', '`` `a` ``', '```a``b```']);
    assert.equal(fenced('```'), '````ts\n```\n````');
    assert.equal(markdownMessage('`f<T>` is | here'), '`f<T>` is \\| here');
  });
});
