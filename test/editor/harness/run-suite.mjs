#!/usr/bin/env node
// Runs a compiled test suite (a CommonJS file that exports run()) in the extension host of a real VS Code.
//
//   run-suite.mjs --extensionDevelopmentPath=DIR --extensionTestsPath=FILE [FOLDER]
//
// These are the arguments of the `code` command, so @vscode/test-electron can be given this file as its VS Code.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launchBrowser } from './browser.mjs';
import { ensureInstalled } from './install.mjs';
import { onInterrupt } from './interrupt.mjs';
import { startServer, windowUrl } from './server.mjs';

const suiteEntry = path.join(path.dirname(fileURLToPath(import.meta.url)), 'suite-entry.cjs');

/**
 * Resolves when the suite has passed; rejects when a test failed, or the extension host, the server or the page broke down.
 * The workspace is copied: tests may change it.
 */
export async function runSuite({ extensionDir, suiteFile, workspace, timeout = 120_000, verbose = Boolean(process.env.EDITOR_VERBOSE) }) {
  ensureInstalled();
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'async-pitfalls-suite-'));
  const folder = path.join(temporary, workspace ? path.basename(workspace) : 'workspace');
  const log = path.join(temporary, 'output.log');
  const result = path.join(temporary, 'result.json');
  fs.writeFileSync(log, '');
  if (workspace) fs.cpSync(workspace, folder, { recursive: true });
  else fs.mkdirSync(folder);

  let server;
  let browser;
  let relay;
  const cleanUp = async () => {
    relay?.stop();
    await browser?.close();
    await server?.stop();
    fs.rmSync(temporary, { recursive: true, force: true });
  };
  const ignoreInterrupt = onInterrupt(cleanUp);

  try {
    server = await startServer({
      smokeTestDriver: true,
      env: { EDITOR_SUITE_FILE: suiteFile, EDITOR_SUITE_LOG: log, EDITOR_SUITE_RESULT: result },
      log: verbose ? (line) => console.error(`[server] ${line}`) : undefined,
    });
    browser = await launchBrowser();
    relay = relayOutput(log);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const breakdown = await untilOver({ server, page, result, timeout, verbose, url: windowUrl(server, { folder, extensionDir, testsPath: suiteEntry }) });
    relay.stop();
    const { passed, error } = fs.existsSync(result) ? JSON.parse(fs.readFileSync(result, 'utf8')) : {};
    if (passed) return;
    if (error) throw new Error(error);
    const screenshot = path.resolve('editor-failure.png');
    await page.screenshot({ path: screenshot, timeout: 3000 }).catch((reason) => console.error(`No screenshot: ${reason.message}`));
    throw new Error(`${breakdown} (screenshot: ${screenshot})\n${server.lines.filter((line) => line.trim()).slice(-8).join('\n')}`);
  } finally {
    await cleanUp();
    ignoreInterrupt();
  }
}

/** Waits for the end of the run, whoever tells of it first; says what broke down if the run left no result. */
async function untilOver({ server, page, result, timeout, verbose, url }) {
  const { promise: over, resolve: end } = withResolvers();
  const guard = setTimeout(end, timeout, `The suite did not end within ${timeout} ms.`);
  // The result is written just before the window hears of the end; a crashed host leaves none.
  const watcher = fs.watch(path.dirname(result), () => fs.existsSync(result) && end());
  await page.exposeFunction('codeAutomationExit', (code) => end(`The extension host ended (${code}).`));
  if (verbose) await page.exposeFunction('codeAutomationLog', (type, values) => console.error(`[${type}]`, ...values));
  server.onHostExit = (how) => end(`The extension host ended (${how}).`);
  server.onExit = (error) => end(error.message);
  page.once('crash', () => end('The page crashed.'));
  page.goto(url).catch((error) => end(error.message));
  try {
    return await over;
  } finally {
    clearTimeout(guard);
    watcher.close();
    server.onHostExit = undefined;
    server.onExit = undefined;
  }
}

/** Prints what is appended to a file, as it comes. */
function relayOutput(file) {
  let shown = 0;
  const show = () => {
    const text = fs.readFileSync(file);
    process.stdout.write(text.subarray(shown));
    shown = text.length;
  };
  const watcher = fs.watch(file, show);
  return {
    stop() {
      watcher.close();
      show();
      this.stop = () => {};
    },
  };
}

function withResolvers() {
  let resolve;
  const promise = new Promise((settle) => { resolve = settle; });
  return { promise, resolve };
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({ strict: false, allowPositionals: true });
  const asPath = (value) => path.resolve(String(value).replace(/^file:\/\//, ''));
  try {
    await runSuite({
      extensionDir: asPath(values.extensionDevelopmentPath),
      suiteFile: asPath(values.extensionTestsPath),
      workspace: positionals[0] && path.resolve(positionals[0]),
    });
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
