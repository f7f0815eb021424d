// Tests in a real editor: `npm run test:editor`; with `--electron` in the VS Code that @vscode/test-electron downloads.
import { build } from 'esbuild';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { takeEachFix } from './each-fix.mjs';
import { isInterrupted } from './harness/interrupt.mjs';
import { isSupported, seconds } from './harness/install.mjs';
import { runSuite } from './harness/run-suite.mjs';
import { extensionDir, packaged, sampleWorkspace } from './product.mjs';
import { readReports } from './report.mjs';
import { playSession } from './session.mjs';
import { openUntrusted } from './untrusted.mjs';

const suiteFile = path.join(extensionDir, 'out/editor-suite.cjs');

const { values: { electron } } = parseArgs({ options: { electron: { type: 'boolean', default: !isSupported } } });

const steps = electron
  ? { 'package the extension': packaged, 'run the suite in VS Code from @vscode/test-electron': runInElectron }
  : { 'package the extension': packaged, 'run the suite in VS Code from code-server': runInServer, 'play the session on the installed package': playSession, 'take each fix by keyboard': takeEachFix, 'open a folder that nobody trusts': openUntrusted, 'read the HTML report': readReports };

for (const [name, step] of Object.entries(steps)) {
  const started = Date.now();
  try {
    await step();
    console.log(`✔ ${name} (${seconds(Date.now() - started)})\n`);
  } catch (error) {
    if (isInterrupted()) await new Promise(() => {});
    console.error(`✘ ${name} (${seconds(Date.now() - started)})\n${error.stack ?? error}\n`);
    process.exitCode = 1;
    // A failing suite says nothing of the session; without a package there is neither.
    if (step === packaged) break;
  }
}

async function runInServer() {
  await buildSuite();
  await runSuite({ extensionDir, suiteFile, workspace: sampleWorkspace });
}

async function runInElectron() {
  await buildSuite();
  const { runTests } = await import('@vscode/test-electron');
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'async-pitfalls-electron-'));
  const workspace = path.join(temporary, path.basename(sampleWorkspace));
  fs.cpSync(sampleWorkspace, workspace, { recursive: true });
  try {
    await runTests({
      extensionDevelopmentPath: extensionDir,
      extensionTestsPath: suiteFile,
      launchArgs: [workspace, '--disable-extensions'],
      // For closed networks: a VS Code that is on the machine already.
      vscodeExecutablePath: process.env.EDITOR_VSCODE,
    });
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

function buildSuite() {
  return build({
    entryPoints: [path.join(import.meta.dirname, 'suite/index.ts')],
    outfile: suiteFile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}
