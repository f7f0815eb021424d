// Takes the pictures of the README from a real window: `node test/editor/pictures.mjs`.
import fs from 'node:fs';
import path from 'node:path';
import { extensionDir, packaged, sampleWorkspace } from './product.mjs';
import { openWindow } from './window.mjs';

/** Small enough for a page, with the pixels of a fine screen. */
const view = { viewport: { width: 1000, height: 535 }, deviceScaleFactor: 1.3 };
const settings = { 'workbench.activityBar.location': 'hidden', 'workbench.statusBar.visible': false, 'editor.occurrencesHighlight': 'off', 'editor.scrollbar.horizontal': 'hidden', 'editor.scrollbar.vertical': 'hidden' };
const limit = 200_000;

const window = await openWindow({ vsix: packaged(), workspace: sampleWorkspace, settings, view });
try {
  await window.command('View: Close Primary Side Bar');
  await pictureQuickFix();
  await pictureAudit();
} finally {
  await window.close();
}

async function pictureQuickFix() {
  await window.open('src/server.ts');
  await window.seeUnderlined('recordVisit(id)', 'warning');
  await window.caretBefore('recordVisit(id);');
  await window.fixes('Await the promise');
  await take('quick-fix', '.editor-group-container.active');
  await window.press('Escape');
  await window.closeFile();
}

async function pictureAudit() {
  await window.command('Async Pitfalls: Audit Workspace');
  await window.answerNotification('Audit of', 'Show Problems');
  await window.problems('accounts.ts');
  await window.command('View: Toggle Maximized Panel');
  await window.problems('server.ts');
  await take('audit', '.part.panel');
}

/** A picture of one part of the window. */
async function take(name, part) {
  const file = path.join(extensionDir, 'media', `${name}.png`);
  await window.page.locator(part).screenshot({ path: file, animations: 'disabled' });
  const { size } = fs.statSync(file);
  console.log(`media/${name}.png: ${Math.round(size / 1000)} kB`);
  if (size > limit) throw new Error(`${file} has more than ${limit} bytes.`);
}
