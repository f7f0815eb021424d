// node test/bench/view.mjs: how long the extension host is held up by the view of 10,000 findings, in a real window with the packaged
// extension. STALLS_PROFILE=DIR keeps a CPU profile of each step there.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { packaged } from '../editor/product.mjs';
import { fillWithFindings, manyFindings } from '../editor/many-findings.mjs';
import { openWindow } from '../editor/window.mjs';

const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'async-pitfalls-view-'));
const stalls = path.join(temporary, 'stalls');
const workspace = path.join(temporary, 'workspace');
fs.mkdirSync(stalls);
fs.mkdirSync(workspace);
fillWithFindings(workspace);

const window = await openWindow({ vsix: packaged(), workspace, preload: [path.join(import.meta.dirname, 'stalls.cjs')], env: { STALLS_DIR: stalls }, shots: 'view' });
try {
  window.page.setDefaultTimeout(200_000);
  await window.open('src/part-0/file-0.ts');
  await window.seeUnderlined('save0x0(0)', 'warning');
  await window.showFindings();
  await step('at rest', () => new Promise((resolve) => { setTimeout(resolve, 2000); }));
  await step('audit, the view open', async () => {
    await window.command('Async Pitfalls: Audit Workspace');
    await window.seeNotification(`${manyFindings} findings`);
  });
  await window.command('Notifications: Clear All Notifications');
  await window.closeFile();
  await step('open a rule', async () => {
    await window.clickFinding('floating-promise');
    await window.findings('long.ts:');
  });
  await window.shot('by-rule');
  await step('group by file', async () => {
    await window.chooseOnFindings('Group by File');
    await window.findings('long.ts');
  });
  await step('group by folder', async () => {
    await window.chooseOnFindings('Group by Folder');
    await window.findings('src/part-0');
  });
  await window.shot('by-folder');
  await step('group by rule again', async () => {
    await window.chooseOnFindings('Group by Rule');
    await window.findings('floating-promise');
  });
  await step('filter, key by key', async () => {
    await window.pressOnFindings('Filter Findings…');
    await window.fillInput('');
    await window.type('part-1/ floating');
    await window.press('Enter');
    await window.seeFindingsMessage(`of ${manyFindings} findings`);
  });
  await window.shot('filtered');
  await step('clear the filter', async () => {
    await window.pressOnFindings('Clear Filter');
    await window.findings('blocking-call');
  });
} finally {
  await window.close();
  const { STALLS_PROFILE: kept } = process.env;
  if (kept) fs.cpSync(stalls, kept, { recursive: true });
  fs.rmSync(temporary, { recursive: true, force: true });
}

/** Does a step and prints how the extension host fared meanwhile. */
async function step(name, act) {
  await stallsSoFar(`before ${name}`);
  await act();
  // What it has set off is part of it.
  await new Promise((resolve) => { setTimeout(resolve, 1500); });
  const { cpu, wall, over50, total } = await stallsSoFar(name);
  console.log(`${name}: held up at most ${cpu.toFixed(0)} ms of CPU (${wall.toFixed(0)} ms wall), ${over50} times over 50 ms; ${total.toFixed(0)} ms of CPU in all`);
}

function stallsSoFar(name) {
  const answer = path.join(stalls, `${name}.json`);
  return new Promise((resolve) => {
    const watcher = fs.watch(stalls, () => {
      if (!fs.existsSync(answer)) return;
      watcher.close();
      const found = JSON.parse(fs.readFileSync(answer, 'utf8'));
      setTimeout(resolve, 20, found);
    });
    fs.writeFileSync(path.join(stalls, `${name}.asked`), '');
  });
}
