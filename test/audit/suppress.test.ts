import assert from 'node:assert/strict';
import ts from 'typescript';
import { applyEdits } from '../../src/analysis/edits.ts';
import { analyzeFile, type FileResult, type RuleSetting } from '../../src/audit/analyze.ts';
import { createKnowledge } from '../../src/knowledge/index.ts';

function analyze(text: string, settings: Record<string, RuleSetting['severity']> = {}, path = '/w/a.ts'): FileResult {
  return analyzeFile({
    path,
    source: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true),
    types: undefined,
    settings: { rules: new Map(Object.entries(settings).map(([id, severity]) => [id, { severity, explicit: true, options: {} }])), knowledge: createKnowledge(), safeFixes: new Set() },
    isCommandLineEntry: false,
    isExempt: false,
  });
}

/** What is reported, as "rule: underlined text". */
function reported(text: string, settings?: Record<string, RuleSetting['severity']>): string[] {
  return analyze(text, settings).findings.map((finding) => `${finding.rule}: ${text.slice(finding.start, finding.end)}`);
}

/** The text after the fix of every reported comment, one after the other. */
function fixed(text: string, path?: string): string {
  for (let at = text; ;) {
    const finding = analyze(at, {}, path).findings.find(({ rule }) => rule.endsWith('-suppression'));
    const [fix] = finding?.fixes() ?? [];
    if (!fix) return at;
    assert.deepEqual([fix.id, fix.safe], ['remove', true]);
    at = applyEdits(at, fix.edits);
  }
}

const run = 'async function save() { await fetch("/"); }\n';

describe('suppression comments', () => {
  it('that do their work are not reported', () => {
    const { findings, suppressed } = analyze(`${run}export async function f() {\n  save(); // async-pitfalls-disable-line floating-promise\n}\n`);
    assert.deepEqual([findings, suppressed], [[], 1]);
  });

  it('that suppress nothing are reported at the id', () => {
    assert.deepEqual(reported('// async-pitfalls-disable-next-line floating-promise -- why\nf();\n'), ['unused-suppression: floating-promise']);
  });

  it('without id that suppress nothing are reported at the directive', () => {
    assert.deepEqual(reported('/* async-pitfalls-disable */\nf();\n'), ['unused-suppression: async-pitfalls-disable']);
  });

  it('are judged id by id', () => {
    assert.deepEqual(reported(`${run}export async function f() {\n  save(); // async-pitfalls-disable-line floating-promise, missing-cleanup\n}\n`), ['unused-suppression: missing-cleanup']);
  });

  it('that name no rule are reported, with the rule that was meant', () => {
    const [finding] = analyze('f(); // async-pitfalls-disable-line floating-promises\n').findings;
    assert.deepEqual([finding?.rule, finding?.severity], ['unknown-suppression', 'warning']);
    assert.match(finding?.message ?? '', /Did you mean 'floating-promise'\?/);
  });

  it('are judged for rules that ran only', () => {
    assert.deepEqual(reported('f(); // async-pitfalls-disable-line floating-promise\n', { 'floating-promise': 'off' }), []);
    assert.deepEqual(reported('f(); // async-pitfalls-disable-line\n', { 'floating-promise': 'off' }), []);
    // The catalogue knows it, this version has not built it.
    assert.deepEqual(reported('f(); // async-pitfalls-disable-line unordered-results\n'), []);
  });

  it('of ESLint are left to ESLint', () => {
    assert.deepEqual(reported('f(); // eslint-disable-line async-pitfalls/floating-promise, async-pitfalls/no-such-rule\n'), []);
  });

  it('at a blocking API in a plain function are used: callers are not told', () => {
    const text = "import { readFileSync } from 'node:fs';\nexport function load() {\n  return readFileSync('a'); // async-pitfalls-disable-line blocking-call -- small\n}\n";
    assert.deepEqual(reported(text), []);
    assert.deepEqual(reported(text.replace("return readFileSync('a')", 'return 1')), ['unused-suppression: blocking-call']);
  });

  it('at a loop that waits in a plain function are used as well', () => {
    assert.deepEqual(reported('export function wait(end: number) {\n  // async-pitfalls-disable-next-line blocking-call -- a millisecond\n  while (Date.now() < end);\n}\n'), []);
  });

  it('take the severities that settings give them', () => {
    const text = 'f(); // async-pitfalls-disable-line floating-promise, no-such-rule\n';
    assert.deepEqual(analyze(text, { 'unused-suppression': 'error', 'unknown-suppression': 'off' }).findings.map(({ severity }) => severity), ['error']);
  });

  it('can be excused by name, not by a comment for everything', () => {
    assert.deepEqual(reported('f(); // async-pitfalls-disable-line floating-promise, unused-suppression\n'), []);
    assert.deepEqual(reported('/* async-pitfalls-disable */ // async-pitfalls-disable-line floating-promise\n'), ['unused-suppression: async-pitfalls-disable', 'unused-suppression: floating-promise']);
  });
});

describe('the fix of suppression comments', () => {
  const id = 'floating-promise';
  const cases: [string, string, string][] = [
    ['takes the line when the comment stands alone', `a();\n  // async-pitfalls-disable-next-line ${id}\n  b();\n`, 'a();\n  b();\n'],
    ['keeps line ends of Windows', `a();\r\n// async-pitfalls-disable-next-line ${id}\r\nb();\r\n`, 'a();\r\nb();\r\n'],
    ['takes the last line of a file without line end', `a();\n// async-pitfalls-disable-line ${id}`, 'a();\n'],
    ['takes the space before a comment behind code', `a(); // async-pitfalls-disable-line ${id} -- why\nb();\n`, 'a();\nb();\n'],
    ['takes a block comment within a line', `a(/* async-pitfalls-disable-line ${id} */ 1);\n`, 'a(1);\n'],
    ['keeps words apart', `void/* async-pitfalls-disable-line ${id} */0;\n`, 'void 0;\n'],
    ['takes several lines when they stand alone', `/*\n async-pitfalls-disable ${id}\n*/\na();\n`, 'a();\n'],
    ['leaves several lines within code', `return1: a() /* async-pitfalls-disable-line ${id} --\n */ + b();\n`, `return1: a() /* async-pitfalls-disable-line ${id} --\n */ + b();\n`],
    ['takes one id of several', `${run}export async function f() {\n  // async-pitfalls-disable-next-line ${id}, missing-cleanup, no-such -- why\n  save();\n}\n`, `${run}export async function f() {\n  // async-pitfalls-disable-next-line ${id} -- why\n  save();\n}\n`],
    ['takes the first id with its comma', `${run}export async function f() {\n  save(); // async-pitfalls-disable-line no-such, ${id}\n}\n`, `${run}export async function f() {\n  save(); // async-pitfalls-disable-line ${id}\n}\n`],
    ['takes the comment that ends it', `/* async-pitfalls-disable ${id} */\na();\n/* async-pitfalls-enable ${id} */\nb();\n`, 'a();\nb();\n'],
    ['leaves the comment that ends another too', `${run}/* async-pitfalls-disable no-such */\n/* async-pitfalls-disable ${id} */\nexport async function f() { save(); }\n/* async-pitfalls-enable */\n`, `${run}/* async-pitfalls-disable ${id} */\nexport async function f() { save(); }\n/* async-pitfalls-enable */\n`],
    ['takes all ids with the comment', `// async-pitfalls-disable-next-line ${id}, no-such\na();\n`, 'a();\n'],
  ];
  for (const [what, before, after] of cases) it(what, () => assert.equal(fixed(before), after));

  it('takes the braces that hold a comment in JSX, and no others', () => {
    const before = `const a = (\n  <p>\n    {/* async-pitfalls-disable-next-line ${id} */}\n    text\n  </p>\n);\nfunction f() {/* async-pitfalls-disable-line ${id} */}\n`;
    assert.equal(fixed(before, '/w/a.tsx'), 'const a = (\n  <p>\n    text\n  </p>\n);\nfunction f() {}\n');
  });
});
