import assert from 'node:assert/strict';
import { lastResortsAmong } from '../../src/summaries/last-resort.ts';
import { untypedUnit } from '../support/expressions.ts';

/** Whether a program of this one file handles every rejection that is left, and goes on. */
function goesOn(text: string): boolean {
  const unit = untypedUnit(text, 'server/start.js');
  return lastResortsAmong(() => [unit.path], () => unit)().length > 0;
}

const log = (event: string): string => `process.on('${event}', (error) => { console.error(error); });`;
const leave = (event: string): string => `process.on('${event}', (error) => { console.error(error); process.exit(1); });`;
const rethrow = "process.on('unhandledRejection', (error) => { throw error; });";

describe('handlers of what is left', () => {
  it('count where they go on', () => {
    assert.equal(goesOn(log('unhandledRejection')), true);
    assert.equal(goesOn(leave('unhandledRejection')), false);
    // What nobody else hears of becomes an exception.
    assert.equal(goesOn(log('uncaughtException')), true);
    assert.equal(goesOn(leave('uncaughtException')), false);
    assert.equal(goesOn(`${leave('unhandledRejection')}\n${log('uncaughtException')}`), false);
  });

  it('count in constructors, whole modules, and functions named after errors', () => {
    assert.equal(goesOn(`class Server { constructor() { ${log('unhandledRejection')} } }`), true);
    assert.equal(goesOn(`module.exports = async () => { ${log('unhandledRejection')} };`), true);
    assert.equal(goesOn(`function onUnexpectedError() { ${log('unhandledRejection')} }`), true);
    assert.equal(goesOn(`class Server { registerSignalHandlers() { ${log('unhandledRejection')} } }`), true);
    assert.equal(goesOn(`function takeOrder() { ${log('unhandledRejection')} }`), false);
  });

  it('are also those of what reports errors and lets the process go on; not those of a page, whose server has none by that', () => {
    assert.equal(goesOn("window.addEventListener('unhandledrejection', (event) => { show(event.reason); });"), false);
    assert.equal(goesOn("import * as Sentry from '@sentry/node';\nSentry.init({ dsn: 'https://example.com' });"), true);
    assert.equal(goesOn("const Sentry = require('@sentry/node');\nfunction initSentry() { Sentry.init({ dsn: 'https://example.com' }); }"), true);
    assert.equal(goesOn("import * as Sentry from '@sentry/react';\nSentry.init({ dsn: 'https://example.com' });"), false);
    assert.equal(goesOn("import * as Sentry from '@sentry/node';\nSentry.setTag('order', '1');"), false);
  });

  it('hold for the folder that their part is of', () => {
    const foldersOf = (path: string): readonly string[] => lastResortsAmong(() => [path], () => untypedUnit(log('unhandledRejection'), path))();
    assert.deepEqual(foldersOf('/bot/handlers/errors.js'), ['/bot/']);
    assert.deepEqual(foldersOf('/bot/core/utils/crash.js'), ['/bot/']);
    assert.deepEqual(foldersOf('/bot/src/errors.js'), ['/bot/']);
    assert.deepEqual(foldersOf('/bot/packages/core/handlers/errors.js'), ['/bot/packages/core/']);
    assert.deepEqual(foldersOf('/shop/orders/errors.js'), ['/shop/orders/']);
  });

  it('may throw where a handler of exceptions goes on', () => {
    assert.equal(goesOn(rethrow), false);
    assert.equal(goesOn(`${rethrow}\n${log('uncaughtException')}`), true);
    assert.equal(goesOn(`${rethrow}\n${leave('uncaughtException')}`), false);
  });
});
