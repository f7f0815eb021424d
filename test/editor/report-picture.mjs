// Takes the README's picture of the HTML report: `npm run build && node test/editor/report-picture.mjs`.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launchBrowser } from './harness/browser.mjs';
import { ensureInstalled } from './harness/install.mjs';
import { extensionDir, sampleWorkspace } from './product.mjs';
import { openReport } from './report-page.mjs';

const picture = path.join(extensionDir, 'media/report.png');
const limit = 200_000;

ensureInstalled();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'async-pitfalls-picture-'));
const browser = await launchBrowser();
try {
  const file = path.join(folder, 'report.html');
  execFileSync(process.execPath, [path.join(extensionDir, 'dist/cli.cjs'), 'audit', '--fail-on', 'never', '--severity', 'hint', '--quiet', '--format', 'html', '--output', file], { cwd: sampleWorkspace, stdio: 'inherit' });
  const { page } = await openReport(browser, file, { viewport: { width: 1080, height: 1130 }, deviceScaleFactor: 1.1, colorScheme: 'light' });
  await page.locator('#search').fill('comes down to');
  // A finding whose chain leads through a helper.
  await page.locator('tr.finding', { hasText: 'comes down to' }).first().locator('.toggle').click();
  await page.evaluate(() => scrollTo(0, 0));
  await page.mouse.move(0, 0);
  await page.screenshot({ path: picture, animations: 'disabled' });
} finally {
  await browser.close();
  fs.rmSync(folder, { recursive: true, force: true });
}

const { size } = fs.statSync(picture);
console.log(`media/report.png: ${Math.round(size / 1000)} kB`);
if (size > limit) throw new Error(`${picture} has more than ${limit} bytes.`);
