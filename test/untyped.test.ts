import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { typeMemory } from '../src/analysis/typescript-oracle.ts';
import { sourceProject } from '../src/audit/source-project.ts';
import { rules } from '../src/rules/index.ts';
import { analyzeFixture, analyzeUntyped, createFixtureProgram, fixtureRoot, readFixture } from './support/fixtures.ts';

/** What syntax and summaries must find of what types find. */
const leastShare = 0.75;

describe('without types', () => {
  it('syntax and summaries find three quarters of what types find, and nothing else', function () {
    const cases = rules.flatMap(({ id }) => fs.readdirSync(`${fixtureRoot}/${id}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.[mc]?[jt]sx?$/.test(name) && !name.includes('.fixed.'))
      .map((name) => `${fixtureRoot}/${id}/${name.split(path.sep).join('/')}`)
      .map((file) => ({ id, fixture: readFixture(file, fs.readFileSync(file, 'utf8')) })));
    const texts = new Map(cases.map(({ fixture }) => [fixture.path, fixture.text]));
    const program = createFixtureProgram(texts);
    const memory = typeMemory(program);
    const project = sourceProject([...texts.keys()], () => program.getCompilerOptions(), (file) => texts.get(file));

    const counts = new Map<string, { typed: number; both: number }>();
    const missed: string[] = [];
    const falseAlarms: string[] = [];
    for (const { id, fixture } of cases) {
      const place = path.posix.relative(fixtureRoot, fixture.path);
      const describeAll = (findings: readonly { start: number; severity: string; range: { start: { line: number } } }[]): Map<number, string> =>
        new Map(findings.map(({ start, severity, range }) => [start, `${place}:${range.start.line} (${severity})`]));
      const typed = describeAll(analyzeFixture(program, memory, fixture, id).findings);
      const untyped = describeAll(analyzeUntyped(project, fixture, id).findings);
      const count = counts.get(id) ?? { typed: 0, both: 0 };
      counts.set(id, count);
      count.typed += typed.size;
      count.both += [...typed.keys()].filter((start) => untyped.has(start)).length;
      missed.push(...[...typed].filter(([start]) => !untyped.has(start)).map(([, text]) => text));
      falseAlarms.push(...[...untyped].filter(([start]) => !typed.has(start)).map(([, text]) => text));
    }
    const share = (both: number, typed: number): string => `${both} of ${typed} (${Math.round((100 * both) / typed)} %)`;
    const all = [...counts.values()].reduce((sum, { typed, both }) => ({ typed: sum.typed + typed, both: sum.both + both }), { typed: 0, both: 0 });
    for (const [id, { typed, both }] of counts) console.log(`      ${id}: ${share(both, typed)}`);
    console.log(`      all: ${share(all.both, all.typed)}`);
    if (process.env['SHOW_MISSED'] !== undefined) console.log(missed.join('\n'));
    assert.deepEqual(falseAlarms, []);
    assert.ok(all.both / all.typed >= leastShare, `only ${share(all.both, all.typed)}: ${missed.join(', ')}`);
  });
});
