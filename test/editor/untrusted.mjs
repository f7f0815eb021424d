// A folder that nobody trusts, opened in a real VS Code: `node test/editor/untrusted.mjs`, also a step of `npm run test:editor`.
// What it brings to be run writes a file when it is, and no such file may be there.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { packaged, sampleWorkspace } from './product.mjs';
import { clearShots, openWindow } from './window.mjs';

/** The folder in shots/ for the pictures. */
const shots = 'untrusted';

/** Found by who knows the type of `orders` alone. */
const typed = "import type { Orders } from './orders.ts';\n\nexport async function close(orders: Orders): Promise<void> {\n  orders.archive();\n}\n";

/** What a folder can bring that some tool runs. */
function setTraps(folder) {
  const write = (name, text) => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  };
  const trap = (name) => `require('node:fs').appendFileSync(${JSON.stringify(ran(folder))}, ${JSON.stringify(`${name}\n`)});\n`;
  write('src/orders.ts', 'export interface Orders {\n  archive(): Promise<void>;\n}\n');
  write('src/close.ts', typed);
  for (const name of ['typescript', '@typescript/native']) {
    const entries = { '.': './lib/typescript.js', './sync': './lib/typescript.js', './ast': './lib/typescript.js', './package.json': './package.json' };
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '7.1.0-dev.20261021.1', main: 'lib/typescript.js', exports: entries, bin: { tsc: 'lib/typescript.js' } }));
    write(`node_modules/${name}/lib/typescript.js`, trap(name));
  }
  write('node_modules/plugin/index.js', trap('a plug-in of tsconfig.json'));
  for (const name of ['async-pitfalls.config.js', 'eslint.config.js', '.eslintrc.js']) write(name, trap(name));
  const tsconfig = fs.readFileSync(path.join(folder, 'tsconfig.json'), 'utf8');
  write('tsconfig.json', tsconfig.replace('"compilerOptions": {', '"compilerOptions": {\n    "plugins": [{ "name": "plugin" }],'));
  write('.vscode/settings.json', JSON.stringify({ 'asyncPitfalls.types': 'off', 'asyncPitfalls.rules': { 'missing-cleanup': 'error', 'floating-promise': 'warning' }, 'typescript.tsdk': 'node_modules/typescript/lib' }));
}

const ran = (folder) => path.join(folder, 'was-run.txt');

/** Native TypeScript is the folder's own, so it waits for trust although the user wants it. */
const settings = { 'asyncPitfalls.types': 'native' };

/** Everything is found, and nothing is run; what the folder says of types waits for trust. Throws where it is otherwise. */
export async function openUntrusted() {
  clearShots(shots);
  const window = await openWindow({ vsix: packaged(), workspace: sampleWorkspace, prepare: setTraps, settings, shots, workspaceTrust: true });
  const nothingRan = () => assert.equal(fs.existsSync(ran(window.folder)) ? fs.readFileSync(ran(window.folder), 'utf8') : '', '');
  try {
    await window.seeStatus('Restricted Mode');
    await window.open('src/close.ts');
    // The folder's settings turn types off.
    await window.seeUnderlined('orders.archive()', 'warning');
    await window.shot('found');
    await window.fixAt('orders.archive()', 'Await the promise');
    await window.seeText('  await orders.archive();');
    await window.closeFile();
    nothingRan();

    await window.command('Async Pitfalls: Audit Workspace');
    await window.seeNotification(/Audit of \d+ files/);
    await window.command('Notifications: Clear All Notifications');
    await window.showFindings();
    // Louder, as the folder's settings say: that runs nothing.
    assert.match((await window.findings('missing-cleanup'))[0], /^missing-cleanup/);
    await window.shot('audited');
    nothingRan();

    await window.open('src/close.ts');
    await window.seeUnderlined('orders.archive()', 'warning');
    await window.command('Workspaces: Manage Workspace Trust');
    await window.shot('trust');
    await window.page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).first().click();
    await window.open('src/close.ts');
    await window.notSeeUnderlined('orders.archive()', 'warning');
    await window.shot('trusted');
  } catch (error) {
    console.error(`Picture of the failure: ${await window.shot('failure')}`);
    throw error;
  } finally {
    await window.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await openUntrusted();
