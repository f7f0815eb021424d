import { Ajv } from 'ajv';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Log, Result, Run } from 'sarif';
import { applyEdits } from '../../src/analysis/edits.ts';
import type { Finding } from '../../src/analysis/finding.ts';
import { LineIndex } from '../../src/analysis/text.ts';
import type { Report } from '../../src/reports/report.ts';
import { sarifReport } from '../../src/reports/sarif.ts';
import { catalogue } from '../../src/rules/catalogue.ts';
import { findingAt, manyFindings, placeIn, reportOf } from '../support/reports.ts';

/** Microsoft's copy of the schema that OASIS published with the standard. It is written for an older draft of JSON Schema. */
function readSchema(): object {
  const folder = path.dirname(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/package.json'));
  const { $schema, id, ...schema } = JSON.parse(fs.readFileSync(path.join(folder, 'lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as Record<string, unknown>;
  assert.deepEqual([$schema, typeof id], ['http://json-schema.org/draft-04/schema#', 'string']);
  return schema;
}

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
ajv.addFormat('date-time', (value) => !Number.isNaN(Date.parse(value)));
ajv.addFormat('uri', (value) => URL.canParse(value));
ajv.addFormat('uri-reference', (value) => /^[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/.test(value) && URL.canParse(value, 'file:///'));
const isValid = ajv.compile(readSchema());

const documentation = { rules: catalogue.map(({ id }) => id), pageOf: (rule: string) => `# ${rule}\n\nWhat it is about.\n` };

/** The only run of a report, after a look at the schema. */
function runOf(report: Report): Run {
  const log = JSON.parse(sarifReport(report, documentation)) as Log;
  assert.ok(isValid(log), JSON.stringify(isValid.errors, undefined, 2));
  return log.runs[0] as Run;
}

const resultsOf = (report: Report): Result[] => runOf(report).results ?? [];

const server = "import { load } from './load.ts';\nexport async function f() {\n  const text = 'né 😀'; load('a');\n}\n";
const helper = 'export function load() {\n  readFileSync();\n}\n';
const texts = new Map([['/w/src/a b.ts', server], ['/w/src/load.ts', helper]]);
const twin = { id: 'twin', title: 'Use the twin', safe: false, edits: [{ path: '/w/src/a b.ts', ...spanOf(server, 'load(\'a\')'), text: "await load('a')" }, { path: '/w/src/new.ts', start: 0, end: 0, text: 'export {};\n' }] };
const chain = findingAt(placeIn('/w/src/a b.ts', server, "load('a')"), {
  rule: 'blocking-call', message: '`load` blocks: see `x[0](y)`.',
  related: [{ ...placeIn('/w/src/load.ts', helper, 'readFileSync()'), message: '`load` calls `readFileSync` here' }], fixes: () => [twin],
});

function spanOf(text: string, piece: string): { start: number; end: number } {
  const { start, end } = placeIn('', text, piece);
  return { start, end };
}

describe('the SARIF report', () => {
  it('is refused by the schema when it is not right', () => {
    const log = JSON.parse(sarifReport(reportOf([chain], { texts }), documentation)) as Log;
    (log.runs[0]?.results?.[0] as Result).level = 'hint' as 'note';
    assert.ok(!isValid(log));
  });

  it('is valid without findings, and with all that there can be', () => {
    assert.deepEqual(resultsOf(reportOf([])), []);
    const problems = [{ kind: 'parse' as const, path: '/w/b.ts', message: 'Mend it.' }, { kind: 'skipped' as const, message: 'No file.' }];
    assert.equal(resultsOf(reportOf([chain, findingAt(placeIn('/else/c.ts', 'x', 'x'))], { texts, problems, partial: true })).length, 2);
  });

  it('names places by lines and UTF-16 columns, relative to the root and encoded', () => {
    const [result] = resultsOf(reportOf([chain], { texts }));
    assert.deepEqual(result?.locations?.[0]?.physicalLocation, { artifactLocation: { uri: 'src/a%20b.ts', uriBaseId: '%SRCROOT%' }, region: { startLine: 3, startColumn: 25, endLine: 3, endColumn: 34 } });
    assert.equal(runOf(reportOf([])).columnKind, 'utf16CodeUnits');
  });

  it('names what lies outside of the root in full', () => {
    const [result] = resultsOf(reportOf([findingAt(placeIn('/else/#1.ts', 'x', 'x'))]));
    assert.deepEqual(result?.locations?.[0]?.physicalLocation?.artifactLocation, { uri: 'file:///else/%231.ts' });
  });

  it('has related places with messages, a code flow for a call chain, and no links by accident', () => {
    const [result] = resultsOf(reportOf([chain], { texts }));
    assert.equal(result?.message.text, '`load` blocks: see `x\\[0](y)`.');
    assert.deepEqual(result?.relatedLocations?.map(({ id, message }) => [id, message?.text]), [[1, '`load` calls `readFileSync` here']]);
    const steps = result?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => location?.physicalLocation?.artifactLocation?.uri);
    assert.deepEqual(steps, ['src/a%20b.ts', 'src/load.ts']);
    const other = { ...chain, rule: 'missing-cleanup' };
    assert.equal(resultsOf(reportOf([other], { texts }))[0]?.codeFlows, undefined);
  });

  it('has fixes whose regions are their offsets', () => {
    const [result] = resultsOf(reportOf([chain], { texts }));
    const [fix] = result?.fixes ?? [];
    assert.equal(fix?.description?.text, 'Use the twin');
    const [change, created] = fix?.artifactChanges ?? [];
    const [replacement] = change?.replacements ?? [];
    const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 } = replacement?.deletedRegion ?? {};
    const index = new LineIndex(server);
    const edit = { path: '', start: index.lineStart(startLine) + startColumn - 1, end: index.lineStart(endLine) + endColumn - 1, text: replacement?.insertedContent?.text ?? '' };
    assert.equal(applyEdits(server, [edit]), server.replace("; load('a')", "; await load('a')"));
    assert.deepEqual(created?.replacements[0], { deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }, insertedContent: { text: 'export {};\n' } });
  });

  it('leaves out a fix of a file that it has not read', () => assert.equal(resultsOf(reportOf([chain]))[0]?.fixes, undefined));

  it('maps severities to levels, the loudest first', () => {
    const findings = (['hint', 'information', 'warning', 'error'] as const).map((severity) => ({ ...chain, severity }));
    assert.deepEqual(resultsOf(reportOf(findings, { texts })).map(({ level, properties }) => [level, properties?.['severity']]), [['error', 'error'], ['warning', 'warning'], ['note', 'information'], ['note', 'hint']]);
  });

  it('describes each rule, in text and Markdown, with what GitHub asks for', () => {
    const run = runOf(reportOf([chain], { texts }));
    const rules = run.tool.driver.rules ?? [];
    assert.equal(rules.length, catalogue.length);
    for (const { id, shortDescription, fullDescription, help, properties } of rules) {
      assert.ok(id.length <= 255 && (shortDescription?.text.length ?? 0) <= 1024 && (fullDescription?.text.length ?? 0) <= 1024);
      assert.deepEqual([help?.text, help?.markdown], ['What it is about.\n', 'What it is about.\n']);
      assert.ok((properties?.tags?.length ?? 0) <= 20 && properties?.['security-severity'] === undefined);
    }
    const { ruleIndex = -1 } = run.results?.[0] ?? {};
    assert.equal(rules[ruleIndex]?.id, 'blocking-call');
  });

  it('tells problems, an interruption and what is left out as notifications', () => {
    const problems = [{ kind: 'parse' as const, path: '/w/b.ts', message: 'Mend it.' }];
    const [invocation] = runOf(reportOf([], { problems, partial: true })).invocations ?? [];
    assert.equal(invocation?.executionSuccessful, false);
    assert.deepEqual(invocation.toolExecutionNotifications?.map(({ level, message }) => [level, message.text]), [['warning', 'The audit was interrupted, so this is not all.'], ['warning', 'Mend it.']]);
  });

  it('lists no more than 25,000 results, the worst, and says so', () => {
    const many = manyFindings(25_100, 100);
    const run = runOf(reportOf(many.findings, many));
    assert.equal(run.results?.length, 25_000);
    assert.equal(run.results.filter(({ level }) => level === 'error').length, many.findings.filter(({ severity }) => severity === 'error').length);
    assert.match(run.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text ?? '', /^The 25000 worst .* 100 results /);
  });

  it('has at most 1,000 places for a result', () => {
    const related: Finding['related'] = Array.from({ length: 1200 }, () => ({ ...placeIn('/w/src/load.ts', helper, 'load'), message: 'Here.' }));
    const [result] = resultsOf(reportOf([{ ...chain, related }], { texts }));
    assert.equal((result?.relatedLocations?.length ?? 0) + (result?.locations?.length ?? 0), 1000);
  });

  it('keeps its fingerprints when lines move, and tells alike lines apart', () => {
    const print = (text: string): (string | undefined)[] => resultsOf(reportOf([findingAt(placeIn('/w/a.ts', text, 'save()'))], { texts: new Map([['/w/a.ts', text]]) })).map(({ partialFingerprints }) => partialFingerprints?.['primaryLocationLineHash']);
    const end = '\n'.padEnd(200, 'other();\n');
    assert.deepEqual(print(`save();${end}`), print(`first();\n\n\tsave();${end}`));
    assert.notDeepEqual(print(`save();${end}`), print(`const a = save();${end}`));
  });

  it('gives the same bytes twice', () => assert.equal(sarifReport(reportOf([chain], { texts }), documentation), sarifReport(reportOf([chain], { texts, durationMs: 9 }), documentation)));
});
