// Every fix of every rule, taken and taken back by keyboard: `node test/editor/each-fix.mjs`, also a step of `npm run test:editor`.
// The files are those of test/rules that have one finding; what a fix makes of them stands in their twins.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { extensionDir, packaged } from './product.mjs';
import { clearShots, openWindow } from './window.mjs';

/** The folder in shots/ for the pictures. */
const shots = 'each-fix';

const rulesDir = path.join(extensionDir, 'test/rules');

/** By rule and fixture: the fixes that are taken there. */
const kinds = {
  'blocking-call': { 'as-the-readme-shows.ts': ['await-promise-twin'], 'one-pause.ts': ['await-delay'] },
  'floating-promise': { 'as-the-readme-shows.ts': ['await'], 'only-statement.ts': ['return'], 'one-click.ts': ['catch'], 'top-level-of-commonjs.cjs': ['void'] },
  'unbounded-concurrency': {
    'one-table.ts': ['limit-with-p-limit', 'limit-with-p-map', 'limit-with-p-queue', 'limit-with-bottleneck', 'limit-with-async'],
    'one-batch.ts': ['limit-with-semaphore', 'for-of-await'],
    'one-limit-missing.ts': ['set-concurrency'],
  },
  'missing-cleanup': { 'one-header.ts': ['try-finally', 'await-using'] },
  'lost-update': { 'as-the-readme-shows.ts': ['hoist-await'], 'declared-types.ts': ['share-promise'], 'with-a-mutex-at-hand.ts': ['lock'] },
  'misused-async-callback': { 'as-the-readme-shows.ts': ['for-of'], 'one-predicate.ts': ['await-matches'], 'one-interval.ts': ['awaited-loop'], 'one-executor.ts': ['without-constructor'], 'one-timer.ts': ['catch'] },
  'promise-as-value': { 'as-the-readme-shows.ts': ['await'] },
  'return-without-await': { 'as-the-readme-shows.ts': ['await-for-catch'], 'one-lease.ts': ['await'] },
  'late-await': { 'as-the-readme-shows.ts': ['await-together'], 'one-left-behind.ts': ['catch-early'] },
  'never-settles': { 'as-the-readme-shows.ts': ['stream-finished'], 'one-exit.ts': ['events-once', 'reject-on-error'], 'one-callback-that-throws.ts': ['reject-error'], 'one-body.ts': ['catch-and-reject'] },
  'leaked-timer': { 'as-the-readme-shows.ts': ['clear-timer'], 'one-request.ts': ['abort-signal'] },
  'swallowed-rejection': { 'one-abort.ts': ['rethrow-abort'], 'one-callback.ts': ['pass-error'], 'one-list-of-outcomes.js': ['check-status'], 'as-the-readme-shows.ts': ['log-error'] },
  'unbounded-retry': { 'as-the-readme-shows.ts': ['bounded-backoff'] },
};

/** What no fixture holds. The light bulb, which tells that fixes are there, needs an empty line above. */
const suppressions = [['unused-suppression', 'blocking-call', 'info'], ['unknown-suppression', 'no-such-rule', 'warning']].map(([rule, id, severity]) => {
  const text = (comment) => `export const one = 1;\n\n${comment}export const two = 2;\n`;
  const start = '// async-pitfalls-disable-next-line ';
  return { file: `plain/${rule}.ts`, before: text(`${start}${id}\n`), at: { line: 3, column: start.length + 1 }, marked: id, severity, fixes: [{ rule, id: 'remove', after: text('') }] };
});

/** A fixture as a file of the workspace: where its finding is, and the texts after its fixes. */
function caseOf(rule, name, ids) {
  const raw = fs.readFileSync(path.join(rulesDir, rule, name), 'utf8');
  const lines = raw.split('\n');
  const row = lines.findIndex((line) => line.includes(` // expect ${rule}: `));
  const [line, expected] = lines[row].split(` // expect ${rule}: `);
  // A text that goes on in the next line is marked to the end of this one.
  const start = line.indexOf(expected.replace(/ ?…$/, ''));
  assert.notEqual(start, -1, `${rule}/${name}: ${expected}`);
  const dependencies = /^\/\/ dependencies: (.*)$/m.exec(raw)?.[1].split(/,\s*/) ?? [];
  const folder = dependencies.length === 0 ? 'plain' : `with-${dependencies[0]}`;
  const { name: stem, ext } = path.parse(name);
  return {
    folder,
    file: `${folder}/${rule}-${name}`,
    dependencies,
    before: raw.replaceAll(/ \/\/ expect [\w-]+: .*$/gm, ''),
    at: { line: row + 1, column: start + 1 },
    marked: expected.endsWith('…') ? line.slice(start) : expected,
    severity: 'warning',
    fixes: ids.map((id) => ({ rule, id, after: fs.readFileSync(path.join(rulesDir, rule, `${stem}.${id}.fixed${ext}`), 'utf8') })),
  };
}

const cases = Object.entries(kinds).flatMap(([rule, fixtures]) => Object.entries(fixtures).map(([name, ids]) => caseOf(rule, name, ids)));
const all = [...cases, ...suppressions];

/** Takes each fix, looks at the text and at what is saved, and takes it back by one undo. Throws where something is not as it should be. */
export async function takeEachFix() {
  const titles = titlesOfFixes();
  assert.deepEqual(all.flatMap(({ fixes }) => fixes.map(({ rule, id }) => `${rule}/${id}`)).sort(), [...titles.keys()].sort(), 'every fix is taken, and once');
  clearShots(shots);
  const workspace = fs.mkdtempSync(path.join(os.tmpdir(), 'async-pitfalls-each-fix-'));
  try {
    fill(workspace);
    const window = await openWindow({ vsix: packaged(), workspace, shots });
    try {
      for (const one of all) await takeFixesOf(window, one, titles);
      assert.deepEqual(window.outsideRequests, []);
    } catch (error) {
      console.error(`Picture of the failure: ${await window.shot('failure')}`);
      throw error;
    } finally {
      await window.close();
    }
  } finally {
    fs.rmSync(workspace, { recursive: true, force: true });
  }
}

async function takeFixesOf(window, { file, before, at, marked, severity, fixes }, titles) {
  await window.open(file);
  await window.seeWhole(before);
  for (const { rule, id, after } of fixes) {
    const title = titles.get(`${rule}/${id}`);
    console.log(`  ${rule}: ${title}`);
    await window.seeUnderlined(marked, severity);
    // Where an earlier fix was taken back, the light bulb of that text may still be on.
    await window.caretAt(before.split('\n').length);
    await window.seeNoFixes();
    await window.caretAt(at.line, at.column);
    await window.takeFixByKeys(title, () => window.shot(`${rule}-${id}-offered`));
    await window.seeWhole(after);
    // The underline itself moves with the text until our answer is there.
    await window.seeCount('No Problems');
    await window.shot(`${rule}-${id}`);
    await window.save();
    await window.expectOnDisk(file, after);

    await window.press('Control+z');
    await window.seeWhole(before);
    await window.save();
    await window.expectOnDisk(file, before);
  }
  await window.closeFile();
}

/** The titles of all fixes, by `rule/fix`, as the built command line lists them. */
function titlesOfFixes() {
  const rules = JSON.parse(execFileSync(process.execPath, [path.join(extensionDir, 'dist/cli.cjs'), 'rules', '--format', 'json'], { encoding: 'utf8' }));
  return new Map(rules.flatMap(({ id, fixes }) => fixes.map((fix) => [`${id}/${fix.id}`, fix.title])));
}

/** The files, with the declarations that they need; what a project depends on decides which fixes it is offered. */
function fill(workspace) {
  const write = (file, text) => {
    fs.mkdirSync(path.dirname(path.join(workspace, file)), { recursive: true });
    fs.writeFileSync(path.join(workspace, file), text);
  };
  fs.cpSync(path.join(rulesDir, 'tsconfig.json'), path.join(workspace, 'tsconfig.json'));
  fs.cpSync(path.join(rulesDir, 'types'), path.join(workspace, 'types'), { recursive: true });
  for (const name of ['@types/node', 'undici-types']) fs.cpSync(path.join(extensionDir, 'node_modules', name), path.join(workspace, 'node_modules', name), { recursive: true });
  for (const { file, before } of all) write(file, before);
  for (const { folder, dependencies } of cases) write(`${folder}/package.json`, JSON.stringify(dependencies.length === 0 ? {} : { dependencies: Object.fromEntries(dependencies.map((name) => [name, '*'])) }));
  // What a rule holds for a hint in some kind of project is not what is tested here.
  write('async-pitfalls.jsonc', JSON.stringify({ rules: Object.fromEntries(Object.keys(kinds).map((rule) => [rule, 'warning'])) }));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await takeEachFix();
