// A reader of the HTML report.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const shotsDir = path.join(import.meta.dirname, 'shots/report');

/** Pictures of an earlier run would stand between those of this one. */
export function clearReportShots() {
  fs.rmSync(shotsDir, { recursive: true, force: true });
}

/** Opens a report in a page of its own. `prepare` runs in it before its script. */
export async function openReport(browser, file, options, prepare) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  page.setDefaultTimeout(10_000);
  const report = new ReportPage(page, pathToFileURL(file).href);
  if (prepare) await page.addInitScript(prepare);
  await page.goto(report.address);
  return report;
}

class ReportPage {
  /** What must not happen: errors, messages of the browser (a forbidden style or script is one), dialogs, requests. */
  #faults = [];

  constructor(page, address) {
    this.page = page;
    this.address = address;
    page.on('pageerror', (error) => this.#faults.push(error.message));
    page.on('console', (message) => this.#faults.push(message.text()));
    page.on('dialog', (dialog) => {
      this.#faults.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (request.url() !== address) this.#faults.push(`a request: ${request.url()}`);
    });
  }

  /** The rows of findings as they are listed. */
  rows() {
    return this.page.locator('tr.finding').evaluateAll((rows) => rows.map((row) => {
      const [severity, rule, place, message] = [...row.cells].map((cell) => cell.textContent);
      return { severity, rule, place, message };
    }));
  }

  /** What the page says of how many there are. */
  count() {
    return this.page.locator('#count').innerText();
  }

  /** The number of the row that has the keyboard, from 0; -1 for none. */
  focusedRow() {
    return this.page.evaluate(() => [...document.querySelectorAll('tr.finding .toggle')].indexOf(document.activeElement));
  }

  background() {
    return this.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  }

  /** Asks axe for labels, headings, roles and contrast. */
  async accessible(axe) {
    await this.page.evaluate(axe);
    const { violations } = await this.page.evaluate(() => window.axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).slice(0, 3).join(' | ')}`), []);
  }

  /** A picture of the whole page for test/editor/shots/report/. */
  async shot(name) {
    fs.mkdirSync(shotsDir, { recursive: true });
    await this.page.screenshot({ path: path.join(shotsDir, `${name}.png`), fullPage: true, animations: 'disabled' });
  }

  /** Closes the page; nothing may have gone wrong in it. */
  async end() {
    await this.page.close();
    assert.deepEqual(this.#faults, []);
  }
}
