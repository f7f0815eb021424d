// A user's session with the installed .vsix. Pictures of it lie in shots/.
import assert from 'node:assert/strict';
import { packaged, sampleWorkspace } from './product.mjs';
import { clearShots, openWindow } from './window.mjs';

export async function playSession() {
  clearShots();
  const window = await openWindow({ vsix: packaged(), workspace: sampleWorkspace });
  try {
    await seeAndFix(window);
    await readSuppression(window);
    await findCommands(window);
    assert.deepEqual(window.outsideRequests, []);
  } catch (error) {
    console.error(`Picture of the failure: ${await window.shot('failure')}`);
    throw error;
  } finally {
    await window.close();
  }
}

async function seeAndFix(window) {
  const file = 'src/server.ts';
  const before = window.onDisk(file);
  await window.open(file);
  await window.seeUnderlined('recordVisit(id)', 'warning');
  await window.shot('finding');

  await window.hover('recordVisit(id);', 'Nobody waits for this promise');
  await window.shot('hover');
  await window.leaveHover();

  await window.caretBefore('recordVisit(id);');
  const fixes = await window.fixes('Await the promise');
  await window.shot('fixes');
  assert.equal(fixes[0], 'Await the promise');
  await window.takeFix('Await the promise');
  await window.notSeeUnderlined('recordVisit(id)', 'warning');
  await window.shot('fixed');

  await window.save();
  await window.expectOnDisk(file, before.replace('  recordVisit(id);', '  await recordVisit(id);'));
}

/** The grammar of our comments, injected into the language's own. */
async function readSuppression(window) {
  await window.press('Control+End');
  await window.type('// Words. \n// async-pitfalls-disable-line floating-promise -- because');
  await window.seeText('because');
  await window.shot('suppression');
  const comment = await window.colourOf('Words.');
  assert.notEqual(await window.colourOf('async-pitfalls-disable-line'), comment);
  assert.notEqual(await window.colourOf('floating-promise'), comment);
  assert.equal(await window.colourOf('because'), comment);
  await window.closeFile();
}

async function findCommands(window) {
  const offered = await window.commandsFor('Async Pitfalls');
  await window.shot('palette');
  assert.equal(offered.includes('Async Pitfalls: Audit Workspace'), true, offered.join(', '));
}
