import assert from 'node:assert/strict';
import fs from 'node:fs';
import { makeWorkspace, removeWorkspaces, runIn, type Workspace } from '../support/command-line.ts';

afterEach(removeWorkspaces);

const seeds = [1, 2, 3, 4];
const steps = 25;

/** A call that is left alone: a finding. Old ones are in the baseline. */
interface Call {
  code: string;
  isOld: boolean;
}

/** A function with its calls, and whether it was renamed or moved since the baseline was made: both at once is another function. */
interface Fn {
  name: string;
  calls: Call[];
  filler: number;
  isTouched: boolean;
}

/** A project as data, written to disk after each edit. */
interface Model {
  files: Map<string, Fn[]>;
  /** How the project formats its code. */
  style: number;
  fixed: number;
  serial: number;
}

function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    mixed ^= mixed >>> 16;
    return (mixed >>> 0) % below;
  };
}

const styles: ((code: string) => string)[] = [
  (code) => `  ${code};`,
  (code) => `\t${code.replaceAll('"', "'")}`,
  (code) => `    ${code.replace('(', '(\n      ').replace(', ', ',\n      ').replace(')', ',\n    )')};`,
];

function textOf(functions: readonly Fn[], style: number): string {
  const body = ({ calls, filler }: Fn): string => [...Array.from({ length: filler }, (_, index) => `  // line ${index}`), ...calls.map(({ code }) => (styles[style] as (code: string) => string)(code))].join('\n');
  return `async function save(...all: unknown[]) { await fetch("/save", all[0] as RequestInit); }\n${functions.map((fn) => `\nexport async function ${fn.name}() {\n${body(fn)}\n}\n`).join('')}`;
}

function write(workspace: Workspace, { files, style }: Model): void {
  fs.rmSync(workspace.path('src'), { recursive: true, force: true });
  for (const [file, functions] of files) workspace.write(`src/${file}`, textOf(functions, style));
}

function edit(model: Model, roll: (below: number) => number): void {
  const { files } = model;
  const pick = <V>(list: readonly V[]): V => list[roll(list.length)] as V;
  const file = pick([...files.keys()]);
  const functions = files.get(file) as Fn[];
  const fn = functions.length > 0 ? pick(functions) : undefined;
  const serial = (model.serial += 1);
  const edits: (() => void)[] = [
    () => { if (fn) fn.filler += 1 + roll(4); },
    () => { model.style = roll(styles.length); },
    () => { if (fn) functions.push(...functions.splice(functions.indexOf(fn), 1)); },
    () => { fn?.calls.splice(roll(fn.calls.length + 1), 0, { code: `save("new", ${serial})`, isOld: false }); },
    () => { functions.unshift({ name: `added${serial}`, calls: [{ code: `save("new", ${serial})`, isOld: false }], filler: 0, isTouched: true }); },
    () => {
      files.delete(file);
      files.set(`renamed${serial}.ts`, functions);
    },
    () => {
      if (!fn || fn.isTouched) return;
      fn.isTouched = true;
      if (roll(2) === 0) fn.name = `renamed${serial}`;
      else {
        functions.splice(functions.indexOf(fn), 1);
        (files.get(pick([...files.keys()])) as Fn[]).push(fn);
      }
    },
    () => {
      const [gone] = fn?.calls.splice(roll(fn.calls.length), 1) ?? [];
      if (gone?.isOld) model.fixed += 1;
    },
  ];
  pick(edits)();
}

/** Renaming a file moves all its functions: those that were renamed before are not found again. */
function isAmbiguous({ files }: Model, known: ReadonlySet<string>): boolean {
  return [...files].some(([file, functions]) => !known.has(file) && functions.some(({ isTouched }) => isTouched));
}

describe('a baseline in a project that changes', () => {
  for (const seed of seeds) {
    it(`covers exactly the old findings, with seed ${seed}`, async () => {
      const roll = random(seed);
      const workspace = makeWorkspace();
      const model: Model = { files: new Map(), style: 0, fixed: 0, serial: 0 };
      for (let file = 0; file < 4; file += 1) {
        const calls = (index: number): Call[] => Array.from({ length: 1 + roll(3) }, () => ({ code: `save("old", ${index % 3})`, isOld: true }));
        model.files.set(`f${file}.ts`, Array.from({ length: 3 }, (_, index) => ({ name: `fn${file}${index}`, calls: calls(index), filler: 0, isTouched: false })));
      }
      write(workspace, model);
      const audit = async (...args: string[]) => runIn(workspace, ['audit', '--types', 'off', '--rule', 'all=off', '--rule', 'floating-promise=warning', '--format', 'json', ...args]);
      await audit('--update-baseline');
      let known = new Set(model.files.keys());
      for (let step = 0; step < steps; step += 1) {
        edit(model, roll);
        const accepts = isAmbiguous(model, known) || roll(6) === 0;
        write(workspace, model);
        const calls = [...model.files.values()].flat().flatMap((fn) => fn.calls);
        const fresh = calls.filter(({ isOld }) => !isOld).map(({ code }) => code).sort();
        if (!isAmbiguous(model, known)) {
          const { stdout, stderr } = await audit('--baseline');
          const { findings, summary } = JSON.parse(stdout) as { findings: { path: string; range: { start: { line: number } } }[]; summary: { baselined: number } };
          const reported = findings.map(({ path, range }) => /\d+/.exec(workspace.read(path).split('\n').slice(range.start.line - 1).join('').slice(0, 80).replace(/^[^,]*,/, ''))?.[0]).sort();
          const what = `seed ${seed}, step ${step}`;
          assert.deepEqual(reported, fresh.map((code) => /\d+/.exec(code)?.[0]).sort(), what);
          assert.equal(summary.baselined, calls.length - fresh.length, what);
          assert.equal(Number(/^\d+/.exec(stderr)?.[0] ?? 0), model.fixed, what);
        }
        if (!accepts) continue;
        await audit('--update-baseline');
        known = new Set(model.files.keys());
        for (const fn of [...model.files.values()].flat()) fn.isTouched = false;
        for (const call of calls) call.isOld = true;
        model.fixed = 0;
      }
    });
  }
});
