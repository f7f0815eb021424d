'use strict';
// What the extension host loads as its tests: runs the real entry, and writes down how that ended.
// The host's exit status cannot be believed: it is 0 after failed tests, and 0 after a crash.
const fs = require('node:fs');
const util = require('node:util');

const { EDITOR_SUITE_FILE: suite, EDITOR_SUITE_LOG: log, EDITOR_SUITE_RESULT: result } = process.env;

// The host makes the methods of `console` read-only and sends them to the browser, so the object is replaced.
// Synchronous writes survive a crash of the host.
const print = (...values) => fs.appendFileSync(log, util.format(...values) + '\n');
globalThis.console = { ...console, log: print, info: print, warn: print, error: print, debug: print };

/** Whole or not at all: the runner looks as soon as the file is there. */
function report(outcome) {
  fs.writeFileSync(`${result}.part`, JSON.stringify(outcome));
  fs.renameSync(`${result}.part`, result);
}

exports.run = async () => {
  try {
    await require(suite).run();
  } catch (error) {
    report({ error: String(error?.stack ?? error) });
    throw error;
  }
  report({ passed: true });
};
