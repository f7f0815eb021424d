// A user's session with the installed .vsix. Pictures of it lie in shots/.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { addFindings } from './many-findings.mjs';
import { packaged, sampleWorkspace } from './product.mjs';
import { clearShots, openWindow } from './window.mjs';

const chapters = [
  seeAndFix, makeAsync, typeLimit, suppress, typeHalfOfIt, fixOnSave, explainRule, readStatus, findCommands, cancelAudit, audit, readReport, exportReport, useView, fixWorkspace, followChanges, surviveCrash, seeMany,
];

const settings = { 'editor.codeActionsOnSave': { 'source.fixAll.asyncPitfalls': 'explicit' } };

/** The whole session, or these chapters of it. */
export async function playSession(names = []) {
  clearShots();
  const window = await openWindow({ vsix: packaged(), workspace: sampleWorkspace, prepare: addReports, settings });
  try {
    for (const chapter of chapters.filter(({ name }) => names.length === 0 || names.includes(name))) {
      console.log(`  ${chapter.name.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`)}`);
      await chapter(window);
    }
    assert.deepEqual(window.outsideRequests, []);
  } catch (error) {
    console.error(`Picture of the failure: ${await window.shot('failure')}`);
    throw error;
  } finally {
    await window.close();
  }
}

const reports = 400;

/** Files without findings, so many that an audit of them can be watched and cancelled. */
export function addReports(folder) {
  const functions = ['daily', 'weekly', 'monthly', 'yearly'].map((period) => `
export async function ${period}Total(pool: Pool, id: string): Promise<number> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ total: number }>('select ${period} from totals where id = $1', [id]);
    return rows[0]?.total ?? 0;
  } finally {
    client.release();
  }
}
`);
  fs.mkdirSync(path.join(folder, 'reports'));
  for (let number = 1; number <= reports; number++)
    fs.writeFileSync(path.join(folder, 'reports', `report-${number}.ts`), `import type { Pool } from 'pg';\n${functions.join('')}${number === 1 ? visit : ''}`);
}

/** Runs what the sample has: in so large a program, code that nothing names counts for little. */
const visit = `
import type { Accounts } from '../src/accounts.ts';
import { describeVersion } from '../src/audit-log.ts';
import { addressesOf } from '../src/customers.ts';
import { moveOrder } from '../src/database.ts';
import { flush } from '../src/metrics.js';

export async function visit(accounts: Accounts, name: string): Promise<void> {
  await accounts.refresh();
  if (!await accounts.logIn(name, '')) return;
  await moveOrder(await describeVersion(), name);
  await addressesOf([name]);
  await flush([name]);
}
`;

async function seeAndFix(window) {
  const file = 'src/server.ts';
  const before = window.onDisk(file);
  await window.open(file);
  await window.seeUnderlined('recordVisit(id)', 'warning');
  await window.shot('finding');

  await window.hover('recordVisit(id);', 'Nobody waits for this promise');
  await window.shot('hover');
  await window.followLink('floating-promise');
  await window.seeText('# floating-promise');
  await window.closeFile();

  await window.caretBefore('recordVisit(id);');
  const fixes = await window.fixes('Await the promise');
  await window.shot('fixes');
  assert.equal(fixes[0], 'Await the promise');
  await window.takeFix('Await the promise');
  await window.notSeeUnderlined('recordVisit(id)', 'warning');
  // What `renderPage` comes down to in another file is still there.
  await window.seeCount('Warnings: 1');
  await window.shot('fixed');

  await window.save();
  await window.expectOnDisk(file, before.replace('  recordVisit(id);', '  await recordVisit(id);'));
  await window.closeFile();
}

/** What blocks stands in another file: it becomes async and its calls are awaited, when the preview is agreed to. One undo takes all of it back. */
async function makeAsync(window) {
  const [server, templates] = ['src/server.ts', 'src/templates.ts'];
  const before = { [server]: window.onDisk(server), [templates]: window.onDisk(templates) };
  await window.open(server);
  await window.seeUnderlined("renderPage('order', { id, total: String(order?.total ?? 0) })", 'warning');
  await window.caretBefore("renderPage('order'");
  const [first] = await window.fixes('async');
  assert.equal(first, 'Make `loadTemplate` async and await it at its 1 call site');
  await window.shot('make-async-offered');
  await window.press('Enter');
  const rows = await window.preview('await renderPage');
  assert.deepEqual(rows.filter(({ ticked }) => ticked).slice(0, 2).map(({ text }) => text.replace(/\(.*/, '')), ['server.tssrc', 'response.end']);
  await window.shot('make-async-preview');
  await window.answerPreview('Apply');
  await window.expectOnDisk(server, before[server].replace("renderPage('order'", "await renderPage('order'"));
  await window.expectOnDisk(templates, before[templates]
    .replace("import { readFileSync } from 'node:fs';", "import { readFileSync } from 'node:fs';\nimport { readFile } from 'node:fs/promises';")
    .replace('function loadTemplate(name: string): string {\n  return readFileSync(', 'async function loadTemplate(name: string): Promise<string> {\n  return await readFile(')
    .replace('export function renderPage', 'export async function renderPage')
    .replace('Record<string, string>): string {', 'Record<string, string>): Promise<string> {')
    .replace('loadTemplate(name).replace(', '(await loadTemplate(name)).replace('));
  await window.notSeeUnderlined("renderPage('order', { id, total: String(order?.total ?? 0) })", 'warning');
  await window.shot('made-async');

  await window.press('Control+z');
  await window.notSeeText('await renderPage');
  await window.open(templates);
  await window.notSeeText('await loadTemplate');
  await window.command('File: Save All Files');
  for (const file of [server, templates]) await window.expectOnDisk(file, before[file]);
  await window.command('View: Close All Editors');
}

/** The limit that a fix writes is selected: what is typed replaces it. One undo takes the fix back, with what it added elsewhere. */
async function typeLimit(window) {
  const file = 'src/customers.ts';
  const before = window.onDisk(file);
  await window.open(file);
  await window.seeUnderlined('Promise.all(customers.map((customer) => fetchAddress(customer)))', 'warning');
  await window.caretBefore('Promise.all(customers');
  await window.fixes('Limit how many run at once');
  await window.press('Enter');
  await window.seeText('  const limit = createLimiter(8);');
  await window.shot('limit-selected');
  await window.press('Control+z');
  await window.notSeeText('createLimiter');
  await window.save();
  await window.expectOnDisk(file, before);

  await window.caretBefore('Promise.all(customers');
  await window.fixes('Limit how many run at once');
  await window.press('Enter');
  await window.seeText('  const limit = createLimiter(8);');
  await window.type('25');
  await window.press('Tab');
  await window.type('0');
  await window.seeText('  const limit = createLimiter(250);');
  await window.shot('limit-typed');
  await window.save();
  const saved = window.onDisk(file);
  const fixed = before.replace('  return Promise.all(customers.map((customer) => fetchAddress(customer)));', '  const limit = createLimiter(250);\n  return Promise.all(customers.map((customer) => limit(() => fetchAddress(customer))));');
  assert.equal(saved.slice(0, fixed.length), fixed);
  assert.match(saved.slice(fixed.length), /^\n[^\n]*\nfunction createLimiter\(limit: number\) \{\n {2}let running = 0;\n[^]*\n {4}\} finally \{\n {6}const next = waiting.shift\(\);\n[^]*\n\}\n$/);
  await window.closeFile();
  window.changeOnDisk(file, () => before);
}

/** The last of the fixes; the grammar colours the comment that it writes. */
async function suppress(window) {
  await window.open('src/customers.ts');
  await window.seeUnderlined('Promise.all(customers.map((customer) => fetchAddress(customer)))', 'warning');
  await window.caretBefore('Promise.all(customers');
  const offered = await window.fixes('Suppress');
  await window.shot('suppressions-last');
  const firstSuppression = offered.findIndex((title) => title.startsWith('Suppress'));
  assert.equal(offered.slice(firstSuppression).every((title) => /^(?:Suppress|Switch) /.test(title)), true, offered.join(', '));
  assert.notEqual(firstSuppression, 0);

  await window.takeFix("Suppress 'unbounded-concurrency' for this line");
  await window.seeText('  // async-pitfalls-disable-next-line unbounded-concurrency');
  await window.notSeeUnderlined('Promise.all(customers.map((customer) => fetchAddress(customer)))');
  await window.shot('suppressed');
  const comment = await window.colourOf('The addresses of all customers');
  assert.notEqual(await window.colourOf('async-pitfalls-disable-next-line'), comment);
  assert.notEqual(await window.colourOf('unbounded-concurrency'), comment);
  await window.closeFile();
}

/** Somebody is in the middle of a statement: what is found elsewhere stays, and nothing else is made of it. */
async function typeHalfOfIt(window) {
  await window.open('src/database.ts');
  await window.seeUnderlined('client', 'warning');
  await window.press('Control+End');
  await window.type("\nexport const nobody = async () => { recordVisit('none'); };\n");
  await window.seeUnderlined("recordVisit('none')", 'warning');
  await window.seeCount('Warnings: 2');
  await window.type('for (const { id } of [');
  await window.caretBefore("recordVisit('none')");
  await window.type('void ');
  // The editor's own underlines move with the text; its count follows our answer.
  await window.seeCount('Warnings: 1');
  await window.seeUnderlined('client', 'warning');
  await window.shot('half-typed');
  await window.closeFile();
}

async function fixOnSave(window) {
  const file = 'src/audit-log.ts';
  const before = window.onDisk(file);
  await window.open(file);
  await window.seeUnderlined('blocking-call', 'info');
  await window.caretBefore('return revision');
  await window.type('/* Trimmed. */ ');
  await window.save();
  await window.expectOnDisk(file, before
    .replace('  // async-pitfalls-disable-next-line blocking-call\n', '')
    .replace('  return revision', '  /* Trimmed. */ return revision'));
  await window.shot('fixed-on-save');
  await window.closeFile();
}

async function explainRule(window) {
  await window.command('Async Pitfalls: Explain Rule');
  const rules = await window.choices('missing-cleanup');
  assert.notEqual(rules.length, 0);
  await window.shot('rules');
  await window.choose('missing-cleanup');
  assert.match(await window.seePage('Something is acquired'), /What it reports/);
  assert.deepEqual(await window.tabs(), ['Preview missing-cleanup.md']);
  await window.shot('explained');
  await window.closeFile();
}

async function readStatus(window) {
  await window.open('src/server.ts');
  assert.match(await window.seeLanguageStatus('Watching'), /Async Pitfalls/);
  await window.shot('status');
  await window.closeFile();
}

async function findCommands(window) {
  const titles = ['Audit Changed Files', 'Audit Workspace', 'Explain Rule', 'Export Audit Report…', 'Fix All Safe Pitfalls in the Workspace', 'Open Audit Report', 'Restart Analyzer', 'Show Output'];
  const offered = await window.commandsFor('Async Pitfalls');
  await window.shot('palette');
  await window.press('Escape');
  // Without an open file there is nothing that "Fix All" could fix.
  // The editor itself has some for each view.
  const ours = offered.filter((title) => !/ View$|^View: /.test(title));
  assert.deepEqual(ours.sort(), titles.map((title) => `Async Pitfalls: ${title}`));
}

/** Before an audit the view offers one; what was found stays when it is cancelled. */
async function cancelAudit(window) {
  await window.showFindings();
  await window.shot('view-before');
  await window.pressWelcome('Audit Workspace');
  await window.seeNotification(/[1-9]\d* of \d+ files/);
  await window.shot('audit-running');
  await window.answerNotification('Auditing async code', 'Cancel');
  assert.match(await window.seeNotification('Audit cancelled'), /^Audit cancelled: \d+ of 409 files, (\d+|no) findings?\.$/);
  await window.shot('audit-cancelled');
  await window.closeNotification('Audit cancelled');
  assert.match(await window.seeFindingsMessage('Partial'), /^Partial: \d+ of 409 files were looked at\./);
  await window.shot('view-partial');
}

async function audit(window) {
  await window.command('Async Pitfalls: Audit Workspace');
  assert.match(await window.seeNotification(/Audit of \d+ files/), /^Audit of 409 files: 9 findings\.$/);
  await window.shot('audited');
  await window.answerNotification('Audit of', 'Show Problems');
  await window.problems('accounts.ts');
  await window.shot('problems');
  // In files that were never opened as well.
  await window.filterProblems('import-prices.js');
  await window.problems('One task per element of `names`');
}

/** The report in a window of the editor: in its colours, a click leads to the code, and it follows what happens. */
async function readReport(window) {
  await window.command('View: Hide Panel');
  await window.command('Async Pitfalls: Open Audit Report');
  await window.seeReport('9 findings');
  const report = window.report();
  await window.shot('report');
  const [page, editor] = await report.locator('body').evaluate((body) => [getComputedStyle(body).backgroundColor, getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-background')]);
  assert.equal(page, toRgb(editor));

  // What the reader opened is as it was when the code has been looked at.
  await report.locator('#search').fill('accounts.ts');
  await window.seeReport('2 of 9 findings');
  await report.locator('.toggle').first().click();
  await report.locator('tr.finding .open').first().click();
  await window.seeCaret('Ln 17, Col 5');
  assert.deepEqual(await window.tabs(), ['Async Pitfalls Report', 'accounts']);
  await window.closeFile();
  await window.seeCount('Warnings: 9');
  await report.locator('tr.details mark').first().waitFor();
  assert.equal(await report.locator('#search').inputValue(), 'accounts.ts');

  // By the keyboard alone.
  await report.locator('tr.finding .toggle').first().focus();
  await window.press('Tab', 'Enter');
  await window.seeCaret('Ln 17, Col 5');
  await window.closeFile();

  // It says when it is old.
  window.changeOnDisk('src/metrics.js', (text) => text.replace('  names.map(', '  void names.map('));
  await report.getByRole('button', { name: 'Refresh' }).waitFor();
  await window.shot('report-changed');
  await report.getByRole('button', { name: 'Refresh' }).click();
  await window.seeReport('2 of 8 findings');
  window.changeOnDisk('src/metrics.js', (text) => text.replace('  void names.map(', '  names.map('));
  await report.getByRole('button', { name: 'Refresh' }).waitFor();

  // And is made anew when another audit ends.
  await window.command('Async Pitfalls: Audit Workspace');
  await window.seeReport('2 of 9 findings');
  await report.getByRole('button', { name: 'Clear' }).click();
  await window.seeReport('9 findings');
  await window.command('Notifications: Clear All Notifications');
  await window.closeFile();
  await window.command('View: Toggle Panel Visibility');
}

async function exportReport(window) {
  await window.command('Async Pitfalls: Export Audit Report…');
  assert.deepEqual((await window.choices('HTML')).map((label) => label.split(' ')[0]), ['HTML', 'Markdown', 'SARIF', 'JSON']);
  await window.shot('export-formats');
  await window.choose('SARIF');
  await window.acceptSaving('async-pitfalls-report.sarif');
  assert.match(await window.seeNotification('Report saved'), /^Report saved: async-pitfalls-report\.sarif, 9 findings\.$/);
  await window.shot('exported');
  assert.equal(JSON.parse(window.onDisk('async-pitfalls-report.sarif')).runs[0].results.length, 9);
  await window.answerNotification('Report saved', 'Open');
  await window.seeText('"version": "2.1.0"');
  await window.closeFile();
  fs.rmSync(path.join(window.folder, 'async-pitfalls-report.sarif'));
}

/** The view of findings: groups, filters, places, fixes. */
async function useView(window) {
  await window.showFindings();
  const rules = await window.findings('floating-promise');
  assert.deepEqual(rules, ['blocking-call3', 'missing-cleanup3', 'unbounded-concurrency2', 'floating-promise1']);
  await window.seeFindingsMessage('1 hint not shown.');
  await window.clickFinding('blocking-call');
  await window.findings('accounts.ts:26');
  await window.shot('view-by-rule');
  await window.clickFinding('accounts.ts:26');
  await window.seeCaret('Ln 26, Col 18');
  await window.closeFile();

  await window.chooseOnFindings('Group by File');
  await window.findings('metrics.js');
  await window.clickFinding('accounts.ts');
  await window.clickFinding('stays true');
  await window.seeCaret('Ln 17, Col 5');
  await window.press('ArrowRight');
  await window.findings('If this throws');
  await window.shot('view-by-file');
  await window.closeFile();
  await window.chooseOnFindings('Group by Folder');
  await window.findings('metrics.js');
  await window.shot('view-by-folder');

  await window.pressOnFindings('Filter Findings…');
  await window.fillInput('metrics');
  await window.notSeeFinding('accounts.ts');
  await window.shot('view-filter');
  await window.press('Enter');
  assert.equal(await window.seeFindingsMessage('of 10 findings'), '1 of 10 findings: “metrics”.');

  // The fix is made where one sees it, and the finding is gone.
  await window.clickFinding('metrics.js');
  await window.pressOnFinding('Nobody waits', 'Fix…');
  await window.seeText('  void names.map(');
  await window.notSeeFinding('metrics.js');
  await window.press('Control+z');
  await window.findings('metrics.js');
  await window.clickFinding('metrics.js');
  await window.chooseOnFinding('Nobody waits', 'Suppress for This Line');
  await window.seeText('  // async-pitfalls-disable-next-line floating-promise');
  await window.notSeeFinding('metrics.js');
  await window.press('Control+z');
  await window.findings('metrics.js');
  await window.clickFinding('metrics.js');
  await window.chooseOnFinding('Nobody waits', 'Explain Rule');
  await window.seePage('Nobody waits');
  await window.closeFile();
  await window.closeFile();

  // Where there are several fixes one chooses.
  await window.pressOnFindings('Clear Filter');
  await window.pressOnFindings('Filter Findings…');
  await window.fillInput('One task');
  await window.press('Enter');
  await window.findings('import-prices.js');
  await window.clickFinding('import-prices.js');
  await window.pressOnFinding('One task', 'Fix…');
  const fixes = await window.choices('Run one after the other');
  assert.deepEqual(fixes, ['Limit how many run at once with a small semaphore in this file', 'Run one after the other in a for … of loop']);
  await window.shot('view-fixes');
  await window.press('Escape');
  await window.closeFile();

  await window.pressOnFindings('Clear Filter');
  await window.findings('accounts.ts');
  await window.chooseOnFindings('Group by Rule');
  await window.findings('missing-cleanup');
}

/** "#1e1e1e" as a browser computes it. */
function toRgb(hex) {
  return `rgb(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;
}

/** All safe fixes of the workspace, those that its config calls safe: seen before they are made, and all taken back by one undo. */
async function fixWorkspace(window) {
  const config = 'async-pitfalls.jsonc';
  const [accounts, log, database] = ['src/accounts.ts', 'src/audit-log.ts', 'src/database.ts'];
  const before = Object.fromEntries([config, accounts, log, database].map((file) => [file, window.onDisk(file)]));
  window.changeOnDisk(config, (text) => text.replace('"exclude"', '"safeFixes": ["missing-cleanup/try-finally"],\n  "exclude"'));
  await window.command('Async Pitfalls: Audit Workspace');
  await window.seeNotification(/Audit of \d+ files/);
  await window.shot('safe-fixes-counted');
  await window.answerNotification('Audit of', 'Preview 3 Safe Fixes in 3 Files');
  assert.equal(await window.seeNotification('see the preview'), '3 safe fixes in 3 files: see the preview.');
  const rows = await window.preview('database.ts');
  await window.shot('fix-workspace-preview');
  assert.deepEqual(rows.map(({ text }) => text).filter((text) => /\.ts/.test(text)).map((text) => text.replace(/\.ts.*/, '.ts')), ['accounts.ts', 'audit-log.ts', 'database.ts']);
  for (const file of [accounts, log, database]) assert.equal(window.onDisk(file), before[file]);

  await window.answerPreview('Discard');
  await window.seeNotification('Nothing was changed.');
  await window.closeNotification('Nothing was changed.');
  for (const file of [accounts, log, database]) assert.equal(window.onDisk(file), before[file]);

  await window.command('Async Pitfalls: Fix All Safe Pitfalls in the Workspace');
  await window.preview('database.ts');
  await window.answerPreview('Apply');
  await window.seeNotification('3 safe fixes in 3 files made.');
  await window.expectOnDisk(accounts, before[accounts].replace(/( {4}this\.loading = true;\n)([^]*?)( {4}this\.loading = false;\n)/, (_all, start, middle, end) => `${start}    try {\n${middle.replace(/^/gm, '  ').trimEnd()}\n    } finally {\n  ${end}    }\n`));
  await window.expectOnDisk(log, before[log].replace(/( {2}await file\.appendFile.*\n)( {2}await file\.close\(\);\n)/, '  try {\n  $1  } finally {\n  $2  }\n'));
  await window.shot('fixed-workspace');

  await window.open(database);
  // The panel leaves room for a few lines.
  await window.caretAt(25);
  await window.seeText("    await client.query('begin');");
  await window.press('Control+z');
  await window.notSeeText("    await client.query('begin');");
  await window.shot('fixed-workspace-undone');
  await window.open(log);
  await window.notSeeText('finally');
  await window.open(accounts);
  await window.caretAt(20);
  await window.notSeeText('finally');
  // Not saved, for that would fix them once more.
  await window.closeFile();
  await window.closeFile();
  await window.closeFile();
  for (const file of [accounts, log, database]) window.changeOnDisk(file, () => before[file]);
  window.changeOnDisk(config, () => before[config]);
  await window.command('Notifications: Clear All Notifications');
}

/** The findings of the audit stay when files close, and follow what happens in the editor and on disk. */
async function followChanges(window) {
  await window.open('src/metrics.js');
  await window.seeUnderlined('names.map((name) => send(name))', 'warning');
  await window.closeFile();
  await window.filterProblems('metrics.js');
  await window.problems('metrics.js');

  await window.open('src/metrics.js');
  await window.fixAt('names.map', 'Mark as deliberately not awaited');
  await window.notSeeProblem('metrics.js');
  await window.closeFile();
  await window.problems('metrics.js');

  window.changeOnDisk('src/metrics.js', (text) => text.replace('  names.map(', '  void names.map('));
  await window.notSeeProblem('metrics.js');
  window.changeOnDisk('src/metrics.js', (text) => text.replace('  void names.map(', '  names.map('));
  await window.problems('metrics.js');
  await window.shot('followed');
}

async function surviveCrash(window) {
  await window.open('src/metrics.js');
  await window.seeUnderlined('names.map((name) => send(name))', 'warning');
  window.crash('server.cjs');
  assert.match(await window.seeNotification('stopped unexpectedly'), /was started again\. Your files are untouched\./);
  await window.shot('crashed');
  // What was found in other files comes back by itself.
  await window.filterProblems('import-prices.js');
  await window.problems('One task per element of `names`');
  await window.filterProblems('metrics.js');
  await window.fixAt('names.map', 'Mark as deliberately not awaited');
  await window.notSeeProblem('metrics.js');
  await window.seeCount('Warnings: 8');
  await window.shot('recovered');
  await window.closeFile();
}

/** More than anybody reads: a level has the first of them, and more when asked for. */
async function seeMany(window) {
  for (let file = 1; file <= 11; file++) addFindings(path.join(window.folder, 'many'), `many-${file}`, `save${file}`, 50);
  fs.writeFileSync(path.join(window.folder, 'many/async-pitfalls.jsonc'), JSON.stringify({ rules: { 'floating-promise': 'warning', 'blocking-call': 'off' } }));
  await window.command('Async Pitfalls: Audit Workspace');
  assert.match(await window.seeNotification(/Audit of \d+ files/), /^Audit of 420 files: 559 findings\.$/);
  await window.command('Notifications: Clear All Notifications');
  await window.showFindings();
  await window.findings('floating-promise551');
  await window.clickFinding('floating-promise');
  await window.findings('many-1.ts:');
  await window.press('End');
  await window.findings('Show 51 more');
  await window.shot('many');
  await window.clickFinding('Show 51 more');
  await window.notSeeFinding('Show 51 more');
  await window.press('End');
  await window.findings('metrics.js');
  await window.shot('all-of-many');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await playSession(process.argv.slice(2));
