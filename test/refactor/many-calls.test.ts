import assert from 'node:assert/strict';
import path from 'node:path';
import { bounds } from '../../src/refactor/planner.ts';
import { Project } from './project.ts';

const folder = path.join(import.meta.dirname, 'many-calls-made-up');
const call = "readFileSync(name, 'utf8')";
const helper = `import { readFileSync } from 'node:fs';\n\nexport function load(name: string): string {\n  return ${call};\n}\n`;

/** A helper, and files with functions that each call it, and the function above. */
function projectOf(files: number, functions: number, calls: number): Project {
  const texts = new Map([[`${folder}/load.ts`, helper]]);
  for (let file = 0; file < files; file += 1) {
    const bodies = Array.from({ length: functions }, (_, at) => `export ${at === 0 ? 'async ' : ''}function read${file}_${at}(name: string) {\n${`  load(name).trim();\n`.repeat(calls)}}\n`);
    texts.set(`${folder}/use-${file}.ts`, `import { load } from './load.ts';\n\n${bodies.join('\n')}`);
  }
  return new Project(texts);
}

const at = { path: `${folder}/load.ts`, start: helper.indexOf(call), end: helper.indexOf(call) + call.length };

describe('refactor: a helper that is called from many places', () => {
  it('is made async with 2000 calls, within the time that a user waits', () => {
    const project = projectOf(100, 4, 5);
    const started = performance.now();
    const outcome = project.plan(at, 'blocking-call');
    const took = performance.now() - started;
    project.dispose();
    assert(outcome?.kind === 'plan');
    assert.equal(outcome.calls, 2000);
    assert.equal(new Set(outcome.edits.map((edit) => edit.path)).size, 101);
    assert(took < 20_000, `${Math.round(took)} ms`);
  });

  it(`is refused with more than ${bounds.calls} calls, with a message that says so`, () => {
    const project = projectOf(10, 1, bounds.calls / 10 + 1);
    const outcome = project.plan(at, 'blocking-call');
    project.dispose();
    assert(outcome?.kind === 'refused');
    assert.equal(outcome.reason, `more than ${bounds.calls} calls would have to be awaited`);
  });

  it(`is refused with more than ${bounds.functions} functions around the calls, with a message that says so`, () => {
    const project = projectOf(10, bounds.functions / 10 + 2, 1);
    const outcome = project.plan(at, 'blocking-call');
    project.dispose();
    assert(outcome?.kind === 'refused');
    assert.equal(outcome.reason, `more than ${bounds.functions} functions would have to become async`);
  });
});
