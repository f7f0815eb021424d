// A user's session with the installed .vsix, from the first file to the audit. Pictures of it lie in shots/.
import assert from 'node:assert/strict';
import { packaged, sampleWorkspace } from './product.mjs';
import { openWindow } from './window.mjs';

export async function playSession() {
  const window = await openWindow({ vsix: packaged(), workspace: sampleWorkspace });
  try {
    await story(window);
  } catch (error) {
    console.error(`Picture of the failure: ${await window.shot('failure')}`);
    throw error;
  } finally {
    await window.close();
  }
}

async function story(window) {
  const offered = await window.commandsFor('Async Pitfalls');
  assert.equal(offered.includes('Async Pitfalls: Audit Workspace'), true, offered.join(', '));
  await window.shot('palette');

  assert.deepEqual(window.outsideRequests, []);
}
