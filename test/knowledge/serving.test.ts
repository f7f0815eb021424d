import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import data from '../../src/knowledge/serving.json' with { type: 'json' };
import schema from '../../src/knowledge/serving.schema.json' with { type: 'json' };
import { areHandlerParameters, isAside, isDevelopmentSign, isOnceFile, isOnceName, isSetUpFile, servesRequests, servingOf, type PackageSigns, type Serving } from '../../src/knowledge/serving.ts';

describe('who is served by a package', () => {
  const serving = (signs: Partial<PackageSigns>, path = 'src/a.ts'): Serving => servingOf(path, { name: 'notes', keywords: [], needs: new Set(), dependencies: new Set(), hasCommands: false, isPrivate: false, ...signs }, (module) => module === 'commander');

  it('fits its schema', () => {
    const { $schema: _draft, ...body } = schema;
    const validate = new Ajv({ allErrors: true }).compile(body);
    assert.ok(validate(data), JSON.stringify(validate.errors, undefined, 1));
  });
  it('is told by what it needs, its name, its commands and folders', () => {
    const needs = new Set(['express', 'pg']);
    assert.equal(serving({ needs }), 'server');
    assert.equal(serving({ needs, hasCommands: true }), 'server');
    assert.equal(serving({ dependencies: new Set(['electron']) }), 'application');
    assert.equal(serving({ needs: new Set(['express', 'commander']), hasCommands: true }), 'command');
    assert.equal(serving({ needs, hasCommands: true }, 'src/commands/a.ts'), 'command');
    assert.equal(serving({ hasCommands: true }), 'command');
    assert.equal(serving({ dependencies: needs }), 'library');
    for (const name of ['create-notes', '@notes/cli', 'vite-plugin-notes', '@eslint/notes']) assert.equal(serving({ name, needs }), 'tool', name);
    assert.equal(serving({ name: 'vscode-notes-tools', dependencies: new Set(['@types/vscode']) }), 'application');
    assert.equal(serving({ keywords: ['codemod'], needs }), 'tool');
    for (const path of ['tools/a.ts', 'src/dev-server.ts', 'src/commands/develop.ts']) assert.equal(serving({ needs }, path), 'tool', path);
    for (const needed of ['gulp', 'vscode']) assert.equal(serving({ needs, dependencies: new Set([needed]) }, 'tasks/a.ts'), 'tool', needed);
    for (const path of ['src/tools/a.ts', 'src/cli.ts', 'tasks/a.ts']) assert.equal(serving({ needs }, path), 'server', path);
  });
  it('is left to its own code where nobody else installs it', () => {
    assert.deepEqual([serving({ isPrivate: true }), serving({ isPrivate: true, hasCommands: true })], ['own library', 'own command']);
    assert.deepEqual([serving({ isPrivate: true, needs: new Set(['express']) }), serving({ isPrivate: true, name: 'build-tools' })], ['server', 'tool']);
    assert.ok(servesRequests('createServer(handle).listen(8080);') && servesRequests('Bun.serve({ fetch: handle });'));
    assert.ok(!servesRequests('emitter.listen();') && !servesRequests('createServer(handle);'));
  });

  it('knows folders beside the program', () => {
    for (const path of ['examples/a.ts', 'packages/test-plugins/src/a.ts', 'apps/chat-demo/server.ts', 'src/testing/a.ts', 'python/_vendor/a.js', 'doc/a.js', 'boilerplate/a.js']) assert.ok(isAside(path), path);
    for (const path of ['src/a.ts', 'src/examples.ts', 'src/contest/a.ts']) assert.ok(!isAside(path), path);
  });
  it('knows by names what is done once or seldom', () => {
    for (const name of ['shutdown', 'onModuleInit', '_loadConfig', 'saveSettings', 'setupRoutes', 'installPlugin', 'regenerateCertificates', 'loadViewsOnce']) assert.ok(isOnceName(name), name);
    for (const name of ['render', 'closeTicket', 'setUser', 'installment', 'loadPage', 'getUser']) assert.ok(!isOnceName(name), name);
    for (const path of ['src/app-config.ts', 'setup.ts', 'src/config/version.js']) assert.ok(isOnceFile(path), path);
    for (const path of ['src/configurator.ts', 'src/setup/a.ts']) assert.ok(!isOnceFile(path), path);
    for (const path of ['server/setup.js', 'src/onboarding.ts', 'setup-database.ts']) assert.ok(isSetUpFile(path), path);
    for (const path of ['src/two-factor-setup.ts', 'src/setup/a.ts', 'setups.ts']) assert.ok(!isSetUpFile(path), path);
  });
  it('knows conditions for development, and parameters of handlers', () => {
    for (const text of ["process.env.NODE_ENV !== 'production'", 'isDev', 'config.debugMode']) assert.ok(isDevelopmentSign(text), text);
    for (const text of ['device', 'isDevice', 'latest']) assert.ok(!isDevelopmentSign(text), text);
    for (const names of [['req', 'res'], ['_request', 'reply'], ['ctx'], ['error', 'req', 'res', 'next'], ['context', 'next']]) assert.ok(areHandlerParameters(names), names.join());
    for (const names of [['req'], ['context'], ['request', 'options'], []]) assert.ok(!areHandlerParameters(names), names.join());
  });
});
