import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { typeMemory, type TypeMemory } from '../src/analysis/typescript-oracle.ts';
import { rules } from '../src/rules/index.ts';
import { collectCases } from './support/cases.ts';
import { analyzeFixture, applyNamedFix, createFixtureProgram, differences, fixtureRoot, type Fixture } from './support/fixtures.ts';

// UPDATE_TWINS=1 writes the twins anew.
const update = process.env['UPDATE_TWINS'] === '1';

describe('rules', function () {
  const cases = collectCases();
  let program: ts.Program;
  let memory: TypeMemory;

  let fixed: { program: ts.Program; memory: TypeMemory } | undefined;

  /** One program for all twins: a program each would cost half a second each. */
  const twinProgram = (): { program: ts.Program; memory: TypeMemory } => {
    if (!fixed) {
      const twins = cases.flatMap((one) => one.twins.map((twin) => [twin.path, fs.readFileSync(twin.path, 'utf8')] as const));
      const program = createFixtureProgram(new Map([...cases.map((one) => [one.fixture.path, one.fixture.text] as const), ...twins]));
      fixed = { program, memory: typeMemory(program) };
    }
    return fixed;
  };

  before(() => {
    program = createFixtureProgram(new Map(cases.map(({ fixture }) => [fixture.path, fixture.text])));
    memory = typeMemory(program);
  });

  for (const { rule, fixture, twins } of cases) {
    const name = path.relative(fixtureRoot, fixture.path);

    it(`${name} compiles`, () => {
      const source = program.getSourceFile(fixture.path);
      assert.deepEqual(messages([...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]), []);
    });

    it(`${name} has the findings its markers expect`, () => {
      const result = analyzeFixture(program, memory, fixture, rule);
      assert.deepEqual(result.problems, []);
      assert.deepEqual(differences(fixture, result.findings), { falseAlarms: [], missed: [] });
    });

    for (const twin of twins) {
      it(`${name} after ${twin.fix} reads as its twin, is clean and stays as it is`, () => {
        const before = analyzeFixture(program, memory, fixture, rule);
        const { text, taken } = applyNamedFix(fixture.text, before.findings, twin.fix);
        assert.notEqual(taken.length, 0, `no finding offers ${twin.fix}`);
        if (update) fs.writeFileSync(twin.path, text);
        assert.equal(text, fs.readFileSync(twin.path, 'utf8'));

        const fixed = twinProgram();
        const after: Fixture = { ...fixture, path: twin.path, text, expected: [] };
        const source = fixed.program.getSourceFile(twin.path);
        assert.deepEqual(messages([...fixed.program.getSyntacticDiagnostics(source), ...fixed.program.getSemanticDiagnostics(source)]), []);
        const again = analyzeFixture(fixed.program, fixed.memory, after, undefined);
        assert.deepEqual(again.problems, []);
        assert.equal(applyNamedFix(text, again.findings, twin.fix).text, text, 'a second application changes nothing');
        // What is left is what did not offer this fix; no rule has anything new to say.
        const left = analyzeFixture(program, memory, fixture, undefined).findings.filter((finding) => !finding.fixes().some((fix) => fix.id === twin.fix));
        const count = (rules: readonly { rule: string }[], id: string): number => rules.filter((finding) => finding.rule === id).length;
        for (const { id } of rules) assert.ok(count(again.findings, id) <= count(left, id), `${id} is still there, or new: ${again.findings.map((finding) => `${finding.rule} in line ${finding.range.start.line}`).join(', ')}`);
      });
    }
  }
});

function messages(diagnostics: readonly ts.Diagnostic[]): string[] {
  return diagnostics.map((diagnostic) => {
    const line = diagnostic.file && diagnostic.start !== undefined ? diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start).line + 1 : 0;
    return `${line}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`;
  });
}
