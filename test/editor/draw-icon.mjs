// Draws media/icon.png, which the marketplace wants, from media/icon.svg.
import fs from 'node:fs';
import { launchBrowser } from './harness/browser.mjs';
import { ensureInstalled } from './harness/install.mjs';

const size = 128;

ensureInstalled();
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${fs.readFileSync('media/icon.svg', 'utf8')}`);
  await page.screenshot({ path: 'media/icon.png', omitBackground: true });
} finally {
  await browser.close();
}
