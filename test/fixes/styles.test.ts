import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { typeMemory } from '../../src/analysis/typescript-oracle.ts';
import { rules } from '../../src/rules/index.ts';
import { analyzeFixture, applyNamedFix, createFixtureProgram, fixtureRoot, readFixture, type Fixture } from '../support/fixtures.ts';
import { styles } from '../support/styles.ts';

const only = process.env['RULE'];
const twinName = /^(?<fixture>.*)\.(?<fix>[\w-]+)\.fixed(?<extension>\.\w+)$/;

/** A fixture, and what a fix makes of it. */
interface Twin {
  rule: string;
  fixture: Fixture;
  fix: string;
  fixed: string;
}

function twinsOf(rule: string): Twin[] {
  const folder = `${fixtureRoot}/${rule}`;
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name.split(path.sep).join('/')}`);
  return names.flatMap((name) => {
    const groups = twinName.exec(name)?.groups;
    const file = `${groups?.['fixture']}${groups?.['extension']}`;
    return groups ? [{ rule, fixture: readFixture(file, fs.readFileSync(file, 'utf8')), fix: groups['fix'] ?? '', fixed: fs.readFileSync(name, 'utf8') }] : [];
  });
}

/** Every twin once more in other ways to write a file: a fix made in such a file is the fixed file, written that way. */
describe('fixes keep the style of a file', () => {
  const twins = rules.map(({ id }) => id).filter((id) => id === (only ?? id)).flatMap(twinsOf);

  for (const style of styles) {
    it(style.name, function () {
      const rewritten = twins.flatMap((twin) => {
        const { fixture } = twin;
        const text = style.rewrite(fixture.text, fixture.path, false);
        const fixed = style.rewrite(twin.fixed, fixture.path, true);
        return text === undefined || fixed === undefined ? [] : [{ ...twin, fixed, fixture: { ...fixture, text, path: style.rename?.(fixture.path) ?? fixture.path } }];
      });
      const program = createFixtureProgram(new Map(rewritten.map(({ fixture }) => [fixture.path, fixture.text])));
      const memory = typeMemory(program);
      const wrong = rewritten.flatMap(({ rule, fixture, fix, fixed }) => {
        const { text } = applyNamedFix(fixture.text, analyzeFixture(program, memory, fixture, rule).findings, fix);
        return text === fixed ? [] : [`${path.posix.relative(fixtureRoot, fixture.path)} after ${fix}: ${firstDifference(text, fixed)}`];
      });
      assert.ok(only !== undefined || rewritten.length >= style.least, `only ${rewritten.length} twins`);
      assert.deepEqual(wrong, []);
    });
  }
});

function firstDifference(found: string, wanted: string): string {
  const lines = wanted.split('\n');
  const index = found.split('\n').findIndex((line, at) => line !== lines[at]);
  return `line ${index + 1} reads ${JSON.stringify(found.split('\n')[index])}, not ${JSON.stringify(lines[index])}`;
}
