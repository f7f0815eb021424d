// Someone reads the HTML report in a real browser: `node test/editor/report.mjs`, also a step of `npm run test:editor`.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchBrowser } from './harness/browser.mjs';
import { ensureInstalled } from './harness/install.mjs';
import { extensionDir, sampleWorkspace } from './product.mjs';
import { clearReportShots, openReport } from './report-page.mjs';

const cli = path.join(extensionDir, 'dist/cli.cjs');
const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Makes reports with the built command line, and reads them. Throws when something is not as it should be. */
export async function readReports() {
  ensureInstalled();
  clearReportShots();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'async-pitfalls-report-'));
  const browser = await launchBrowser();
  try {
    const sample = audited(sampleWorkspace, path.join(folder, 'sample.html'));
    await readTheSample(browser, sample);
    await lookAtIt(browser, sample);
    await readInAnEditor(browser, sample);
    await readNasty(browser, audited(nastyProject(path.join(folder, 'nasty')), path.join(folder, 'nasty.html')));
    await readMany(browser, audited(largeProject(path.join(folder, 'large')), path.join(folder, 'large.html')));
  } finally {
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** The path of a report on a project. */
function audited(project, output) {
  execFileSync(process.execPath, [cli, 'audit', '--types', 'off', '--severity', 'hint', '--fail-on', 'never', '--quiet', '--format', 'html', '--output', output], { cwd: project, stdio: 'inherit' });
  return output;
}

async function readTheSample(browser, file) {
  const report = await openReport(browser, file, { colorScheme: 'light' });
  const { page } = report;
  const all = await report.rows();
  assert.ok(all.length > 5, `${all.length} rows`);
  assert.equal(await report.count(), `${all.length} findings`);

  // Filters: words, a rule by its bar, a folder by its bar, severities, and all of it taken back.
  await page.locator('#search').fill('blocking-call');
  const found = await report.rows();
  assert.ok(found.length > 0 && found.length < all.length && found.every((row) => Object.values(row).join(' ').includes('blocking-call')));
  assert.equal(await report.count(), `${found.length} of ${all.length} findings`);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.locator('[data-filter=rule]', { hasText: 'floating-promise' }).click();
  assert.ok((await report.rows()).every(({ rule }) => rule === 'floating-promise'));
  assert.equal(await page.locator('#rule').inputValue(), 'floating-promise');
  await page.locator('[data-filter=rule][aria-pressed=true]').click();
  assert.deepEqual(await report.rows(), all);
  const bar = page.locator('#files-title + .bars button').first();
  await bar.click();
  const name = await bar.getAttribute('data-value');
  assert.ok((await report.rows()).every(({ place }) => place.startsWith(`${name}:`)));
  await page.getByRole('button', { name: 'Not only' }).click();
  await page.locator('#severities').getByLabel('warning').uncheck();
  assert.ok((await report.rows()).every(({ severity }) => severity !== 'warning'));
  await page.locator('#search').fill('nowhere at all');
  assert.equal(await report.count(), `0 of ${all.length} findings`);
  await page.getByRole('button', { name: 'Clear' }).click();
  assert.deepEqual(await report.rows(), all);

  // Sorting, in both directions.
  await page.getByRole('button', { name: 'Rule', exact: true }).click();
  const rules = (await report.rows()).map(({ rule }) => rule);
  assert.deepEqual(rules, [...rules].sort());
  assert.equal(await page.getByRole('columnheader', { name: 'Rule' }).getAttribute('aria-sort'), 'ascending');
  await page.getByRole('button', { name: 'Rule', exact: true }).click();
  assert.deepEqual((await report.rows()).map(({ rule }) => rule), [...rules].sort().reverse());
  await page.getByRole('button', { name: 'Severity', exact: true }).click();

  // A row by the keyboard alone: from the last heading into the list, down, open, closed.
  await page.getByRole('button', { name: 'What happens' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  assert.equal(await report.focusedRow(), 1);
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('tr.details').count(), 1);
  assert.ok((await page.locator('tr.details mark').first().innerText()).length > 0);
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('tr.details').count(), 0);
  await page.keyboard.press('End');
  assert.equal(await report.focusedRow(), all.length - 1);

  // A call chain leads to the call that blocks.
  await page.locator('#search').fill('it comes down to');
  await page.locator('tr.finding td.message').first().click();
  assert.match(await page.locator('tr.details .chain').innerText(), /calls .* here/);
  await report.end();
}

/** Light, dark, narrow, printed: nobody is hindered, and there are pictures to look at. */
async function lookAtIt(browser, file) {
  for (const [name, options] of Object.entries({
    light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' }, narrow: { colorScheme: 'light', viewport: { width: 400, height: 900 } },
  })) {
    const report = await openReport(browser, file, options);
    await report.page.locator('.toggle').first().click();
    await report.accessible(axe);
    await report.shot(name);
    const { scrollWidth, clientWidth } = await report.page.evaluate(() => ({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth }));
    assert.ok(scrollWidth <= clientWidth, `${name}: the page is wider than its window`);
    await report.end();
  }

  const report = await openReport(browser, file, { colorScheme: 'light' });
  const { page } = report;
  const light = await report.background();
  const dark = page.getByRole('button', { name: 'Dark' });
  await dark.click();
  assert.equal(await dark.getAttribute('aria-pressed'), 'true');
  assert.notEqual(await report.background(), light);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await report.background(), 'rgb(255, 255, 255)');
  assert.equal(await page.locator('#filters').isVisible(), false);
  await report.shot('print');
  await report.end();
}

/** In an editor a place is a button that asks to open it; the editor's colours count. */
async function readInAnEditor(browser, file) {
  const inEditor = file.replace('.html', '-in-editor.html');
  fs.writeFileSync(inEditor, fs.readFileSync(file, 'utf8')
    .replace('<body>', '<body data-in-editor>')
    .replace(/<button type="button" id="theme".*?<\/button>/, '<p id="changed" role="status" hidden>Changed. <button type="button" id="refresh">Refresh</button></p>'));
  const report = await openReport(browser, inEditor, { colorScheme: 'light' }, () => {
    window.asked = [];
    // As the editor does, for as long as its window is there.
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => window.asked.push(message),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
      setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
    });
    document.addEventListener('DOMContentLoaded', () => document.documentElement.style.setProperty('--vscode-editor-background', 'rgb(1, 2, 3)'));
  });
  const { page } = report;
  assert.equal(await page.locator('#theme').isVisible(), false);
  assert.equal(await report.background(), 'rgb(1, 2, 3)');
  const [{ place }] = await report.rows();
  await page.locator('tr.finding .open').first().click();
  const [asked] = await page.evaluate(() => window.asked);
  assert.deepEqual([asked.type, `${asked.path}:${asked.line}`, typeof asked.column], ['open', place, 'number']);
  assert.equal(await page.locator('tr.details').count(), 0);

  // By the keyboard as well.
  await page.locator('tr.finding .open').first().press('Enter');
  assert.equal(await page.evaluate(() => window.asked.length), 2);

  // It says that it is old when it is told so, and asks for a new one.
  assert.equal(await page.locator('#changed').isVisible(), false);
  await page.evaluate(() => postMessage({ type: 'changed' }, '*'));
  await page.getByRole('button', { name: 'Refresh' }).click();
  assert.deepEqual(await page.evaluate(() => window.asked.at(-1)), { type: 'refresh' });

  // What the reader chose counts for the next report as well.
  const all = await report.count();
  await page.locator('[data-filter=rule]', { hasText: 'floating-promise' }).click();
  await page.locator('#search').fill('src/');
  await page.locator('#severities').getByLabel('information').uncheck();
  const chosen = await report.rows();
  assert.notEqual(await report.count(), all);
  await page.reload();
  assert.deepEqual(await report.rows(), chosen);
  assert.equal(await page.locator('[data-filter=rule][aria-pressed=true]').getAttribute('data-value'), 'floating-promise');
  await page.getByRole('button', { name: 'Clear' }).click();
  assert.equal(await report.count(), all);
  await report.end();
}

/** Names and code that would be markup are text. */
async function readNasty(browser, file) {
  const report = await openReport(browser, file, {});
  const [row] = await report.rows();
  assert.match(row.place, /^<\/script><img src=x onerror=alert\(1\)>/);
  await report.page.locator('.toggle').first().click();
  assert.match(await report.page.locator('tr.details pre').first().innerText(), /<\/script><script>alert\(2\)<\/script><!--/);
  assert.equal(await report.page.locator('img').count(), 0);
  await report.end();
}

function nastyProject(folder) {
  const inner = path.join(folder, '<');
  fs.mkdirSync(inner, { recursive: true });
  fs.writeFileSync(path.join(inner, 'script><img src=x onerror=alert(1)>.ts'), "async function save(text: string) { await fetch(text); }\nexport async function submit() {\n  save('</script><script>alert(2)</script><!--');\n}\n");
  return folder;
}

/** Thousands of findings: the list comes a piece at a time, and every finding can be found and printed. */
async function readMany(browser, file) {
  const report = await openReport(browser, file, {});
  const { page } = report;
  assert.equal(await report.count(), '5000 findings');
  assert.equal((await report.rows()).length, 100);
  await page.getByRole('button', { name: 'Show 100 more of 4900' }).click();
  assert.equal(await report.focusedRow(), 100);
  await page.locator('#search').fill('part49/');
  assert.equal(await report.count(), '100 of 5000 findings');
  await page.getByRole('button', { name: 'Clear' }).click();
  // What `page.pdf` prints is not told from here: the event is what it sends.
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal((await report.rows()).length, 5000);
  await report.end();
}

function largeProject(folder) {
  for (let part = 0; part < 50; part += 1) {
    fs.mkdirSync(path.join(folder, `src/part${part}`), { recursive: true });
    fs.writeFileSync(path.join(folder, `src/part${part}/file.ts`), `async function save() { await fetch('/save'); }\nexport async function submit() {\n${'  save();\n'.repeat(100)}}\n`);
  }
  return folder;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await readReports();
