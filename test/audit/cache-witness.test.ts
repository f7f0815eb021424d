import assert from 'node:assert/strict';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { audit, type AuditOptions } from '../../src/audit/audit.ts';
import { witnessedDisk } from '../../src/audit/cache-host.ts';
import type { Manifest } from '../../src/audit/cache-manifest.ts';
import { Witness } from '../../src/audit/cache-witness.ts';
import { makeWorkspace, removeWorkspaces } from '../support/command-line.ts';
import { LivingProject } from '../support/living-project.ts';

afterEach(removeWorkspaces);

const repository = path.join(import.meta.dirname, '../..').split(path.sep).join('/');

/** Everything that is asked of the file system while something is done, whoever asks: TypeScript, a library, ourselves. */
async function asked(work: () => Promise<unknown>): Promise<Set<string>> {
  const paths = new Set<string>();
  const undo: (() => void)[] = [];
  const listen = <O extends object>(owner: O, names: readonly (keyof O & string)[]): void => {
    for (const name of names) {
      const real = owner[name] as (...args: unknown[]) => unknown;
      const heard = Object.assign((...args: unknown[]): unknown => {
        if (typeof args[0] === 'string') paths.add(path.resolve(args[0]).split(path.sep).join('/'));
        return Reflect.apply(real, owner, args);
      }, real);
      owner[name] = heard as never;
      undo.push(() => { owner[name] = real as never; });
    }
  };
  listen(fs.realpathSync, ['native']);
  listen(fs, ['statSync', 'lstatSync', 'readFileSync', 'readdirSync', 'existsSync', 'openSync', 'accessSync', 'realpathSync']);
  listen(fs.promises, ['stat', 'lstat', 'readFile', 'readdir', 'realpath', 'access', 'open']);
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    undo.reverse().forEach((back) => { back(); });
    syncBuiltinESMExports();
  }
  // What is loaded of the program itself meanwhile is none of its answers.
  return new Set([...paths].filter((file) => !file.startsWith(repository) || /\/lib\.[\w.]*d\.ts$/.test(file)));
}

/** Whether something that a manifest holds is about a path. */
function heardOf({ files, folders }: Manifest): (file: string) => boolean {
  const known = new Set([...files.map((facts) => facts.path), ...folders.map((facts) => facts.path)]);
  for (const { path: folder, firm, loose } of folders) {
    for (const list of [firm, loose]) for (let at = 0; at < list.length; at += 3) known.add(path.posix.join(folder, list[at] ?? ''));
  }
  return (file) => known.has(file);
}

describe('the witness', () => {
  for (const [types, withoutNearest] of [['typescript', false], ['typescript', true], ['off', false]] as const) {
    it(`hears of everything that the file system is asked (types ${types}${withoutNearest ? ', without config files' : ''})`, async () => {
      const workspace = makeWorkspace();
      const project = new LivingProject(workspace.root, 5);
      for (let change = 0; change < 60; change += 1) project.change();
      workspace.write('.gitignore', '*.log\n');
      workspace.write('packages/web/src/uses.ts', 'import express from "express";\nimport { a } from "./nowhere";\nimport json from "../package.json";\nexport * from "core/src/index";\n/// <reference types="node" />\n');
      workspace.write('packages/base.json', '{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }');
      workspace.write('packages/tool/tsconfig.json', '{ "extends": ["../base.json", "@tsconfig/missing/tsconfig.json"], "include": ["src"], "references": [{ "path": "../core" }] }');
      const options: AuditOptions = { cwd: workspace.root, paths: [], types, settings: { withoutNearest }, withFixes: true };
      const paths = await asked(() => audit(options));
      const witness = new Witness(0);
      const listened = await audit(options, { disk: witnessedDisk(witness) });
      assert.deepEqual({ ...listened, durationMs: 0, texts: 0, findings: listened.findings.length }, { ...await audit(options).then((result) => ({ ...result, durationMs: 0, texts: 0, findings: result.findings.length })) });
      const manifest = witness.manifest();
      assert.ok(manifest);
      assert.deepEqual([...paths].filter((file) => !heardOf(manifest)(file)), []);
      assert.ok(paths.size > (types === 'off' ? 80 : 160), String(paths.size));
    });
  }
});
