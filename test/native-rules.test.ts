import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type ts from 'typescript';
import { memoryOf, typeMemory, type TypeMemory } from '../src/analysis/typescript-oracle.ts';
import { startNative, type NativeSession } from '../src/audit/native/session.ts';
import { collectCases } from './support/cases.ts';
import { analyzeFixture, applyNamedFix, createFixtureProgram, differences, fixtureRoot } from './support/fixtures.ts';
import { native as installed } from './support/native.ts';

// Absent where this machine has no native TypeScript, which is said once.
if (installed) {
  const native = installed;
  describe('rules that ask native TypeScript', function () {
    const cases = collectCases();
    let program: ts.Program;
    let session: NativeSession;
    let memory: TypeMemory;
    let own: TypeMemory;

    before(() => {
      const texts = new Map(cases.map(({ fixture }) => [fixture.path, fixture.text]));
      program = createFixtureProgram(texts);
      session = startNative(native, fixtureRoot);
      memory = memoryOf(program, session.checker(program, [...texts.keys()]));
      own = typeMemory(createFixtureProgram(texts));
    });

    after(() => session.close());

    for (const { rule, fixture, twins } of cases) {
      const name = path.relative(fixtureRoot, fixture.path);

      it(`${name} has the findings its markers expect`, () => {
        const result = analyzeFixture(program, memory, fixture, rule);
        assert.deepEqual(result.problems, []);
        assert.deepEqual(differences(fixture, result.findings), { falseAlarms: [], missed: [] });
      });

      for (const twin of twins) {
        it(`${name} after ${twin.fix} reads as its twin`, () => {
          const { findings } = analyzeFixture(program, memory, fixture, rule);
          assert.equal(applyNamedFix(fixture.text, findings, twin.fix).text, fs.readFileSync(twin.path, 'utf8'));
        });
      }
    }

    it('every fixture has the same findings, related places and fixes as with TypeScript 6, whatever the rule', () => {
      // A fix of this one writes down a type with strings in it: native TypeScript in the quotes of the file, TypeScript 6 in double ones.
      const inOneKindOfQuotes = (name: string, found: string): string => (name === 'missing-cleanup/what-never-rejects.tsx' ? found.replaceAll(/'(done|error)'/g, String.raw`\"$1\"`) : found);
      const findingsOf = (types: TypeMemory): unknown[] => cases.map(({ fixture }) => {
        const { findings } = analyzeFixture(types.program, types, fixture, undefined);
        return JSON.parse(inOneKindOfQuotes(path.relative(fixtureRoot, fixture.path), JSON.stringify(findings.map((finding) => ({ ...finding, fixes: finding.fixes() }))))) as unknown;
      });
      assert.deepEqual(findingsOf(memory), findingsOf(own));
    });
  });
}
