import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { typeMemory } from '../../src/analysis/typescript-oracle.ts';
import { analyzeFile } from '../../src/audit/analyze.ts';
import { rules } from '../../src/rules/index.ts';
import { createFixtureProgram, fixtureRoot, knowledgeOf, readFixture } from '../support/fixtures.ts';

describe('gates', () => {
  it('keep no finding back, with types or without', () => {
    const fixtures = rules.flatMap(({ id }) => fs.readdirSync(`${fixtureRoot}/${id}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.[mc]?[jt]sx?$/.test(name) && !name.includes('.fixed.'))
      .map((name) => readFixture(`${fixtureRoot}/${id}/${name.split(path.sep).join('/')}`, fs.readFileSync(`${fixtureRoot}/${id}/${name}`, 'utf8'))));
    const program = createFixtureProgram(new Map(fixtures.map(({ path: file, text }) => [file, text])));
    const memory = typeMemory(program);
    let compared = 0;
    for (const { path: file, additions, options } of fixtures) {
      const source = program.getSourceFile(file);
      assert.ok(source);
      for (const rule of rules) {
        // One rule alone: another's gate must not open the file for it.
        const settings = {
          rules: new Map(rules.map(({ id, severity }) => [id, { severity: id === rule.id ? severity : 'off' as const, explicit: false, options }])),
          knowledge: knowledgeOf({ additions }), safeFixes: new Set<string>(),
        };
        for (const types of [memory, undefined]) {
          const found = [true, false].map((gated): string[] => analyzeFile({ path: file, source, types, settings, isCommandLineEntry: false, isExempt: false, gated }).findings.map(({ rule: id, start }) => `${id} ${start}`));
          assert.deepEqual(found[0], found[1], `${path.relative(fixtureRoot, file)} ${rule.id} ${types ? 'with' : 'without'} types`);
          compared += found[1]?.length ?? 0;
        }
      }
    }
    assert.ok(compared > 100);
  });
});
