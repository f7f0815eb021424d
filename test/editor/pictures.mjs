// Takes the pictures of the README from a real window: `node test/editor/pictures.mjs [NAME …]`, all or those of a name.
import fs from 'node:fs';
import path from 'node:path';
import { extensionDir, packaged, sampleWorkspace } from './product.mjs';
import { openWindow } from './window.mjs';

/** Small enough for a page, with the pixels of a fine screen. */
const view = { viewport: { width: 1000, height: 535 }, deviceScaleFactor: 1.3 };
const settings = { 'workbench.activityBar.location': 'hidden', 'workbench.statusBar.visible': false, 'editor.occurrencesHighlight': 'off', 'editor.scrollbar.horizontal': 'hidden', 'editor.scrollbar.vertical': 'hidden' };
const limit = 200_000;

const pictures = { 'quick-fix': pictureQuickFix, audit: pictureAudit, view: pictureView };
const names = process.argv.slice(2);

const window = await openWindow({ vsix: packaged(), workspace: sampleWorkspace, settings, view });
try {
  await window.command('View: Close Primary Side Bar');
  for (const [name, picture] of Object.entries(pictures).filter(([known]) => names.length === 0 || names.includes(known))) await picture(name);
} finally {
  await window.close();
}

async function pictureQuickFix(name) {
  await window.open('src/server.ts');
  await window.seeUnderlined('recordVisit(id)', 'warning');
  await window.caretBefore('recordVisit(id);');
  await window.fixes('Await the promise');
  await take(name, '.editor-group-container.active');
  await window.press('Escape');
  await window.closeFile();
}

async function pictureAudit(name) {
  await window.command('Async Pitfalls: Audit Workspace');
  await window.answerNotification('Audit of', 'Show Problems');
  await window.problems('accounts.ts');
  await window.command('View: Toggle Maximized Panel');
  await window.problems('server.ts');
  await take(name, '.part.panel');
  await window.command('View: Hide Panel');
}

/** By rule, with what stands below a finding; beside it the place that the finding was clicked for. */
async function pictureView(name) {
  await window.command('View: Close All Editors');
  await window.command('Async Pitfalls: Audit Workspace');
  await window.seeNotification('Audit of');
  await window.command('Notifications: Clear All Notifications');
  await window.showFindings();
  await window.dragSideBar(420);
  await window.clickFinding('blocking-call');
  await window.clickFinding('server.ts:');
  await window.press('ArrowRight');
  await window.findings('renderPage calls loadTemplate');
  await window.seeUnderlined("renderPage('order', { id, total: String(order?.total ?? 0) })", 'warning');
  // Until the whole file is read, arrows are taken for brackets of which one is missing.
  await window.page.waitForFunction(() => !/^rgba?\(255, 18, 18/.test(getComputedStyle(window.boxesOf('=> {')[0].element).color));
  await take(name, '.part.sidebar', '.part.editor');
}

/** A picture of parts of the window that stand side by side. */
async function take(name, ...parts) {
  const file = path.join(extensionDir, 'media', `${name}.png`);
  const boxes = await Promise.all(parts.map((part) => window.page.locator(part).boundingBox()));
  const [x, y, right, bottom] = [...['x', 'y'].map((side) => Math.min(...boxes.map((box) => box[side]))), Math.max(...boxes.map((box) => box.x + box.width)), Math.max(...boxes.map((box) => box.y + box.height))];
  await window.page.screenshot({ path: file, animations: 'disabled', clip: { x, y, width: right - x, height: bottom - y } });
  const { size } = fs.statSync(file);
  console.log(`media/${name}.png: ${Math.round(size / 1000)} kB`);
  if (size > limit) throw new Error(`${file} has more than ${limit} bytes.`);
}
