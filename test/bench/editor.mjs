// node test/bench/editor.mjs [--rounds N]: what the packaged extension costs a real VS Code. How long it takes to activate,
// and for how long the extension host, which all extensions share, is kept from everything else.
import { build } from 'esbuild';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runSuite } from '../editor/harness/run-suite.mjs';
import { extensionDir, packaged, sampleWorkspace } from '../editor/product.mjs';
import { addReports } from '../editor/session.mjs';
import { openWindow } from '../editor/window.mjs';

const at = process.argv.indexOf('--rounds');
const rounds = at === -1 ? 3 : Number(process.argv[at + 1]);

const vsix = packaged();
for (let round = 1; round <= rounds; round++) {
  console.log(`Round ${round}`);
  console.log(`  activation: ${await activation()} ms`);
  await eventLoop();
}

/** Milliseconds, as "Show Running Extensions" tells them. */
async function activation() {
  const window = await openWindow({ vsix, workspace: sampleWorkspace });
  try {
    await window.open('src/server.ts');
    await window.seeUnderlined('recordVisit(id)', 'warning');
    return /(\d+)ms/.exec(await window.runningExtension('Async Pitfalls'))?.[1];
  } finally {
    await window.close();
  }
}

/** The suite prints how long the event loop of the extension host was held up, step by step. The files are those of the package. */
async function eventLoop() {
  const suiteFile = path.join(extensionDir, 'out/event-loop.cjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'event-loop.ts')], outfile: suiteFile,
    bundle: true, platform: 'node', target: 'node20', format: 'cjs', external: ['vscode'], logLevel: 'warning',
  });
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'async-pitfalls-bench-'));
  try {
    const workspace = path.join(temporary, 'sample');
    fs.cpSync(sampleWorkspace, workspace, { recursive: true });
    addReports(workspace);
    await runSuite({ extensionDir, suiteFile, workspace });
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}
