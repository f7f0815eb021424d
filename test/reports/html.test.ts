import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import type { PageData } from '../../src/reports/page/data.ts';
import { htmlReport } from '../../src/reports/html.ts';
import { findingAt, manyFindings, placeIn, reportOf } from '../support/reports.ts';

const parts = { style: 'p{color:red}', script: 'run();' };
const text = 'first();\nsave(name);\n';
const finding = findingAt(placeIn('/w/src/a.ts', text, 'save(name)'), { message: '`save` is lost.', fixes: () => [{ id: 'a', title: 'Await `it`', safe: true, edits: [] }] });
const report = reportOf([finding], { texts: new Map([['/w/src/a.ts', text]]) });

function dataOf(html: string): PageData {
  const [, json = ''] = /<script type="application\/json" id="data"[^>]*>([^<]*)<\/script>/.exec(html) ?? [];
  return JSON.parse(json) as PageData;
}

describe('the HTML report', () => {
  it('carries the findings as data, with their code', () => {
    assert.deepEqual(dataOf(htmlReport(report, parts)), {
      paths: ['src/a.ts'], rules: ['floating-promise'],
      findings: [{
        severity: 'warning', rule: 0, place: [0, 2, 1], message: ['', 'save', ' is lost.'],
        code: { first: 1, lines: [['first();', '', ''], ['', 'save(name)', ';'], ['', '', '']] },
        fixes: [{ title: ['Await ', 'it'], safe: true }],
      }],
    });
  });

  it('shows totals, rules, folders and files without its script', () => {
    const many = manyFindings(40, 4);
    const html = htmlReport(reportOf(many.findings, many), parts);
    assert.match(html, /<p>40 pitfalls in 4 files<\/p>/);
    assert.match(html, /<li class="error"><b>10<\/b> errors<\/li>/);
    for (const name of ['floating-promise', 'src/part0/', 'src/part3/file.ts']) assert.ok(html.includes(`data-value="${name}"`), name);
    assert.match(html, /<rect class="error" x="0%" width="25%"/);
  });

  it('says that nothing was found, that it is not all, and what was not analysed', () => {
    const html = htmlReport(reportOf([], { partial: true, problems: [{ kind: 'parse', path: '/w/b.ts', message: 'Mend <it>.' }] }), parts);
    assert.match(html, /<p>No pitfalls found in 0 files\. The audit was interrupted, so this is not all\.<\/p>/);
    assert.match(html, /<code>src|<b>parse<\/b> <code>b\.ts<\/code> Mend &lt;it&gt;\./);
    assert.ok(!html.includes('id="list"'));
  });

  it('says what else there is to know of it', () => {
    const remarks = ['Partial: 1 of 9 files were looked at.', 'Old <by now>.'];
    assert.match(htmlReport({ ...reportOf([], { partial: true }), remarks }, parts), /<p>No pitfalls found in 0 files\. The audit was interrupted, so this is not all\. Partial: 1 of 9 files were looked at\. Old &lt;by now&gt;\.<\/p>/);
    assert.match(htmlReport({ ...reportOf([]), remarks }, parts), /0 files\. Partial/);
  });

  it('lets no name, message or code out of its place', () => {
    const nasty = '</script><script>alert(1)</script><!--<img src=x onerror="alert(1)">';
    const path = `/w/${nasty}"'\n.ts`;
    const code = `${nasty}\u2028\u202e\u0000`;
    const html = htmlReport(reportOf([findingAt(placeIn(path, code, code), { message: nasty, fixes: () => [{ id: 'a', title: nasty, safe: false, edits: [] }] })], { texts: new Map([[path, code]]), problems: [{ kind: 'parse', path, message: nasty }] }), parts);
    assert.deepEqual([...html.matchAll(/<\/?script[^>]*>/g)].map(([tag]) => tag), ['<script type="application/json" id="data">', '</script>', '<script>', '</script>']);
    assert.ok(!/<img|<!--/.test(html));
    assert.doesNotMatch(html.replace(/<script.*?<\/script>/gs, ''), /data-value="[^"]*[<']/);
    const [shown] = dataOf(html).findings;
    assert.equal(shown?.message.join(''), nasty);
    assert.equal(shown?.code?.lines[0]?.join(''), `${nasty}\ufffd\ufffd\ufffd`);
  });

  it('lets nothing run or load but its own script and style', () => {
    const html = htmlReport(report, parts);
    const hash = (of: string): string => `'sha256-${createHash('sha256').update(of).digest('base64')}'`;
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    assert.equal(policy.replaceAll('&#39;', "'"), `default-src 'none'; style-src ${hash(parts.style)}; script-src ${hash(parts.script)}; base-uri 'none'; form-action 'none'`);
    assert.doesNotMatch(html, /\s(?:src|href|style|on\w+)=|https?:/);
  });

  it('takes the nonce of an editor, and says that it is in one', () => {
    const html = htmlReport(report, { ...parts, editor: { nonce: 'abc' } });
    assert.match(html, /style-src &#39;nonce-abc&#39;; script-src &#39;nonce-abc&#39;/);
    assert.match(html, /<style nonce="abc">.*<body data-in-editor>.*<script nonce="abc">run\(\);<\/script>/s);
    assert.match(html, /<p id="changed" role="status" hidden>.*<button type="button" id="refresh">Refresh<\/button>/);
    assert.doesNotMatch(htmlReport(report, parts), /id="(?:changed|refresh)"/);
  });

  it('gives the same bytes twice', () => assert.equal(htmlReport(report, parts), htmlReport({ ...report, summary: { ...report.summary, durationMs: 9 } }, parts)));
});

describe('the parts of the HTML report', () => {
  const files = fs.readdirSync('src/reports/page').filter((name) => name.endsWith('.ts'));
  const scripts = files.map((name) => fs.readFileSync(`src/reports/page/${name}`, 'utf8')).join('\n');
  const style = fs.readFileSync('media/report.css', 'utf8');

  it('reach for nothing outside', () => {
    assert.doesNotMatch(style, /url\(|@import|https?:/);
    assert.doesNotMatch(scripts, /\b(?:fetch|XMLHttpRequest|import)\(|https?:|WebSocket/);
  });

  it('write text, never HTML', () => assert.doesNotMatch(scripts, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b/));
});
