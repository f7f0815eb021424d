import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { audit, type AuditOptions, type Progress } from '../../src/audit/audit.ts';
import { EditedProject } from '../support/edited-project.ts';
import { ambient, auditOf, OneMemory, smallConfig } from '../support/kept-project.ts';
import { randomFrom } from '../support/random.ts';
import { temporaryWorkspace } from '../support/workspace.ts';

/** More of them: ASYNC_PITFALLS_EDIT_ROUNDS=3000. Others: ASYNC_PITFALLS_EDIT_SEED=7. */
const rounds = Number(process.env['ASYNC_PITFALLS_EDIT_ROUNDS'] ?? 120);
const seed = Number(process.env['ASYNC_PITFALLS_EDIT_SEED'] ?? 1);

/** So many changes are made to one project before there is another one. */
const roundsEach = 30;

interface Case {
  what: string;
  /** By path below `src`; others are there besides. */
  files: Record<string, string>;
  /** Is written instead, after which a file that does not change has other findings. */
  edit: [path: string, text: string];
  manifest?: string;
  /** The file whose findings change. Left out: `a.ts`. */
  seen?: string;
  /** So many files of which nothing is found. */
  more?: number;
}

const go = (name: string): string => `export async function go() {\n  ${name}();\n  await wait();\n}\n`;
const read = "import { readFileSync } from 'node:fs';\n";
const server = '{ "name": "all", "private": true, "dependencies": { "express": "^4" } }';

/** In each, `a.ts` has to do with another file in one way only. */
const cases: readonly Case[] = [
  { what: 'what it imports', files: { 'a.ts': `import { load } from './b';\n${go('load')}`, 'b.ts': 'export function load() { return 1; }' }, edit: ['b.ts', 'export async function load() { await wait(); }'] },
  { what: 'what that imports', files: { 'a.ts': `import { load } from './b';\n${go('load')}`, 'b.ts': "import { make } from './c';\nexport function load() { return make(); }", 'c.ts': 'export function make() { return 1; }' }, edit: ['c.ts', 'export function make() { return fetch("/c"); }'] },
  { what: 'what a type that it imports is made of', files: { 'a.ts': "import type { Store } from './b';\nexport async function go(store: Store) {\n  store.item.run();\n  await wait();\n}", 'b.ts': "import type { Item } from './c';\nexport interface Store { item: Item }", 'c.ts': 'export interface Item { run(): number }' }, edit: ['c.ts', 'export interface Item { run(): Promise<number> }'] },
  { what: 'what a file passes on', files: { 'a.ts': `import { load } from './b';\n${go('load')}`, 'b.ts': "export * from './c';", 'c.ts': 'export function load() { return 1; }' }, edit: ['c.ts', 'export async function load() { await wait(); }'] },
  { what: 'what it requires', files: { 'a.js': `const { load } = require('./b');\nexports.go = async function () {\n  load();\n  await wait();\n};`, 'b.js': 'exports.load = () => 1;' }, edit: ['b.js', 'exports.load = async () => { await wait(); };'], seen: 'a.js' },
  { what: 'what blocks far away', files: { 'a.ts': "import { load } from './b';\nexport async function go(path: string) {\n  await wait();\n  return load(path);\n}", 'b.ts': "import { make } from './c';\nexport function load(path: string) { return make(path); }", 'c.ts': "export function make(path: string) { return path; }" }, edit: ['c.ts', `${read}export function make(path: string) { return readFileSync(path); }`] },
  { what: 'the only function of a name', files: { 'a.ts': 'export async function go(thing: any) {\n  thing.saveAllNow();\n  await wait();\n}', 'b.ts': 'export class Store { async saveAllNow() { await wait(); } }' }, edit: ['b.ts', 'export class Store { saveAllNow() { return 1; } }'] },
  { what: 'a second function of a name', files: { 'a.ts': 'export async function go(thing: any) {\n  thing.saveAllNow();\n  await wait();\n}', 'b.ts': 'export class Store { async saveAllNow() { await wait(); } }', 'c.ts': 'export const c = 1;' }, edit: ['c.ts', 'export class Other { saveAllNow() { return 1; } }'] },
  { what: 'how a name is used', files: { 'a.ts': "import { sendReport } from './c';\nexport async function go() {\n  sendReport();\n  await wait();\n}", 'b.ts': 'export const b = 1;', 'c.ts': "export async function sendReport() { await fetch('/c'); }" }, edit: ['b.ts', 'export function b(mail: any) {\n  mail.sendReport();\n  mail.sendReport();\n  mail.sendReport();\n  mail.sendReport();\n}'], manifest: server },
  { what: 'whether a member is read', files: { 'a.ts': "export class Job {\n  busy = false;\n  async start() {\n    this.busy = true;\n    await fetch('/a');\n    this.busy = false;\n  }\n}", 'b.ts': 'export const b = 1;', 'c.ts': "export const c = ['Job', 'start'];" }, edit: ['b.ts', 'export function b(job: any) { return job.busy; }'], manifest: server },
  { what: 'whether a component is used', files: { 'a.component.ts': "let loading = false;\nexport async function go() {\n  loading = true;\n  await fetch('/a');\n  loading = false;\n  return loading;\n}", 'b.ts': 'export const b = 1;' }, edit: ['b.ts', "export const b = './a.component';"], manifest: server, seen: 'a.component.ts' },
  { what: 'who calls it', files: { 'a.ts': `${read}export async function makeSigner(path: string) {\n  await wait();\n  return readFileSync(path);\n}`, 'b.ts': "import { makeSigner } from './a';\nexport async function use(path: string) { return makeSigner(path); }" }, edit: ['b.ts', "import { makeSigner } from './a';\nlet signer: any;\nexport async function use(path: string) { return (signer ??= await makeSigner(path)); }"] },
  { what: 'whether its slot is awaited', files: { 'a.ts': "import type { Slot } from './c';\nexport const slot: Slot = { onClose: async () => { await fetch('/a'); } };", 'b.ts': "export const b = 1;", 'c.ts': 'export interface Slot { onClose: () => void }' }, edit: ['b.ts', "import type { Slot } from './c';\nexport async function b(slot: Slot) { await slot.onClose(); }"] },
  { what: 'whether rejections are handled somewhere', files: { 'a.ts': `import { load } from './c';\n${go('load')}`, 'b.ts': 'export const b = 1;', 'c.ts': "export async function load() { const answer = await fetch('/c'); if (!answer.ok) throw new Error('no'); }" }, edit: ['b.ts', "process.on('unhandledRejection', () => {});\nexport const b = 1;"] },
  { what: 'whether the program serves requests', files: { 'a.ts': "import { execSync } from 'node:child_process';\nexport async function go(command: string) {\n  await wait();\n  return execSync(command);\n}", 'b.ts': 'export const b = 1;' }, edit: ['b.ts', "import { createServer } from 'node:http';\ncreateServer(() => {}).listen(80);"], manifest: '{ "name": "all", "bin": "./src/x.ts", "private": true }' },
  { what: 'whether anything names it', files: { 'a.ts': "export async function startAll() {\n  if (fetch('/a')) return 1;\n  await wait();\n}", 'b.ts': 'export const b = 1;' }, edit: ['b.ts', "export const b = 'startAll';"], manifest: server, more: 30 },
  { what: 'what a file without imports declares', files: { 'a.ts': `export {};\n${go('later')}`, 'b.ts': 'function later() { return 1; }' }, edit: ['b.ts', 'async function later() { await wait(); }'] },
  { what: 'what a module declares for all', files: { 'a.ts': `export {};\n${go('later')}`, 'b.ts': 'export {};\ndeclare global { function later(): number; }' }, edit: ['b.ts', 'export {};\ndeclare global { function later(): Promise<number>; }'] },
];

describe('what is found in a file that does not change', () => {
  for (const { what, files, edit: [edited, text], manifest = '{}', seen = 'a.ts', more = 0 } of cases) {
    it(`comes out anew after a change of ${what}`, async () => {
      const { root, remove } = temporaryWorkspace({ 'package.json': manifest, 'tsconfig.json': smallConfig, 'src/ambient.d.ts': ambient, 'src/other.ts': `export {};\n${go('wait')}`, ...Object.fromEntries(Array.from({ length: more }, (_, index) => [`src/more${index}.ts`, 'export {};\n'])), ...Object.fromEntries(Object.entries(files).map(([path, content]) => [`src/${path}`, content])) });
      try {
        const memory = new OneMemory();
        const before = findingsOf(await auditOf(root, memory), seen);
        fs.writeFileSync(`${root}/src/${edited}`, text);
        memory.edited = new Set([`${root}/src/${edited}`]);
        const found = await auditOf(root, memory);
        assert.equal(found, await auditOf(root));
        assert.notDeepEqual(findingsOf(found, seen), before, 'the change makes no difference');
        if (!/for all|without imports/.test(what)) assert.ok(memory.kept > 0, 'everything was analysed again');
      } finally {
        remove();
      }
    });
  }
});

function findingsOf(audited: string, path: string): unknown[] {
  const [findings] = JSON.parse(audited) as [{ path: string }[]];
  return findings.filter((finding) => finding.path.endsWith(`/src/${path}`));
}

describe('an audit that remembers files', () => {
  const files = { 'a.ts': go('wait'), 'b.ts': go('wait'), 'c.ts': "import { go } from './b';\nexport const c = go;\n" };

  it('tells how many it need not look at, and comes to the end', async () => {
    const { root, remove } = temporaryWorkspace({ 'package.json': '{}', 'tsconfig.json': smallConfig, 'src/ambient.d.ts': ambient, ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`src/${path}`, text])) });
    try {
      const memory = new OneMemory();
      const end = async (): Promise<[done: number, total: number, remembered: number]> => {
        const seen: Progress[] = [];
        await audit({ cwd: root, paths: ['src'], types: 'typescript' }, { memory, onProgress: (progress) => void seen.push(progress) });
        assert.ok(seen.every(({ done, total }, index) => done <= total && done >= (seen[index - 1]?.done ?? 0)));
        const { done = -1, total = -1, remembered = -1 } = seen.at(-1) ?? {};
        return [done, total, remembered];
      };
      // What is said of a file is said before it.
      assert.deepEqual(await end(), [2, 3, 0]);
      assert.deepEqual(await end(), [3, 3, 3]);
      fs.writeFileSync(`${root}/src/b.ts`, go('await wait'));
      memory.edited = new Set([`${root}/src/b.ts`]);
      assert.deepEqual(await end(), [2, 3, 1]);
    } finally {
      remove();
    }
  });

  it('hears that it is cancelled among them as well', async () => {
    const { root, remove } = temporaryWorkspace({ 'package.json': '{}', 'tsconfig.json': smallConfig, 'src/ambient.d.ts': ambient, ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`src/${path}`, text])) });
    try {
      const memory = new OneMemory();
      const options: AuditOptions = { cwd: root, paths: ['src'], types: 'typescript' };
      await audit(options, { memory });
      memory.edited = new Set([`${root}/src/c.ts`]);
      fs.writeFileSync(`${root}/src/c.ts`, 'export {};\n');
      const cancelled = new AbortController();
      const { partial, files: looked } = await audit(options, { memory: { recall: () => memory.recall(), listen: () => () => undefined }, signal: cancelled.signal, onProgress: ({ path }) => { if (path?.endsWith('/b.ts')) cancelled.abort(); } });
      assert.deepEqual([partial, looked.map((path) => path.split('/').at(-1))], [true, ['a.ts']]);
    } finally {
      remove();
    }
  });
});

describe('a project of which texts change', () => {
  it(`comes out the same where only the files are analysed whose findings may be others, ${rounds} times (seed ${seed})`, async () => {
    let [analysed, remembered] = [0, 0];
    for (let start = 0; start < rounds; start += roundsEach) {
      const { root, remove } = temporaryWorkspace({});
      try {
        const put = (file: string, text: string): void => {
          fs.mkdirSync(path.dirname(`${root}/${file}`), { recursive: true });
          fs.writeFileSync(`${root}/${file}`, text);
        };
        const project = new EditedProject(randomFrom(seed * 1_000 + start), put);
        const memory = new OneMemory();
        const done: string[] = [];
        for (let round = 0; round < roundsEach; round += 1) {
          const found = await auditOf(root, memory);
          const plain = await auditOf(root);
          assert.equal(found, plain, `seed ${seed}, project ${start}, round ${round}, changed ${done.slice(-4).join(', ')}`);
          const changed = project.change();
          done.push(changed.join('+'));
          memory.edited = new Set(changed.map((file) => `${root}/${file}`));
        }
        analysed += memory.analysed;
        remembered += memory.kept;
      } finally {
        remove();
      }
    }
    // Otherwise this would say nothing.
    assert.ok(remembered > analysed / 4, `only ${remembered} of ${analysed + remembered} were remembered`);
  }).timeout(60_000 + rounds * 10_000);
});
