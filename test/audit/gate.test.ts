import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Finding } from '../../src/analysis/finding.ts';
import { typeMemory } from '../../src/analysis/typescript-oracle.ts';
import { analyzeFile } from '../../src/audit/analyze.ts';
import { rules } from '../../src/rules/index.ts';
import { createFixtureProgram, fixtureRoot, knowledgeOf, readFixture } from '../support/fixtures.ts';

/** The findings of a fixture, with all gates open. */
interface Looked {
  name: string;
  withTypes: boolean;
  find(only: string): Finding[];
  all: readonly Finding[];
}

describe('gates', () => {
  const looked: Looked[] = [];

  before(() => {
    const fixtures = rules.flatMap(({ id }) => fs.readdirSync(`${fixtureRoot}/${id}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.[mc]?[jt]sx?$/.test(name) && !name.includes('.fixed.'))
      .map((name) => readFixture(`${fixtureRoot}/${id}/${name.split(path.sep).join('/')}`, fs.readFileSync(`${fixtureRoot}/${id}/${name}`, 'utf8'))));
    const program = createFixtureProgram(new Map(fixtures.map(({ path: file, text }) => [file, text])));
    const memory = typeMemory(program);
    for (const { path: file, additions, options } of fixtures) {
      const source = program.getSourceFile(file);
      assert.ok(source);
      for (const types of [memory, undefined]) {
        const find = (only: string | undefined, gated: boolean): Finding[] => analyzeFile({
          path: file, source, types, isCommandLineEntry: false, isExempt: false, gated,
          settings: {
            rules: new Map(rules.map(({ id, severity }) => [id, { severity: only === undefined || id === only ? severity : 'off' as const, explicit: false, options }])),
            knowledge: knowledgeOf({ additions }), safeFixes: new Set<string>(),
          },
        }).findings;
        looked.push({ name: path.relative(fixtureRoot, file), withTypes: types !== undefined, find: (only) => find(only, true), all: find(undefined, false) });
      }
    }
  });

  for (const { id } of rules) {
    it(`of ${id} keep no finding back, with types or without`, () => {
      const those = (findings: readonly Finding[]): number[] => findings.filter(({ rule }) => rule === id).map(({ start }) => start);
      let compared = 0;
      for (const { name, withTypes, find, all } of looked) {
        // One rule alone: another's gate must not open the file for it.
        assert.deepEqual(those(find(id)), those(all), `${name} ${withTypes ? 'with' : 'without'} types`);
        compared += those(all).length;
      }
      assert.ok(compared > 10, `${compared} findings of ${id}`);
    });
  }
});
