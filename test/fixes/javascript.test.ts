import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { typeMemory } from '../../src/analysis/typescript-oracle.ts';
import { rules } from '../../src/rules/index.ts';
import { analyzeFixture, applyNamedFix, createFixtureProgram, fixtureRoot, readFixture } from '../support/fixtures.ts';
import { asJavaScript } from '../support/javascript.ts';
import { commonJs } from '../support/styles.ts';

/** A text before and after a fix, and what is declared for it. */
interface Twin {
  /** Its path, without extension. */
  stem: string;
  before: string;
  after: string;
  declarations?: string;
}

/** The twins of a fix as JavaScript: those in TypeScript lose their types. */
function twinsOf(rule: string, fix: string): Twin[] {
  const isTwin = new RegExp(`^(?<stem>.*)\\.${fix}\\.fixed(?<extension>\\.[jt]s|\\.cjs)$`);
  const names = fs.readdirSync(`${fixtureRoot}/${rule}`, { recursive: true, encoding: 'utf8' }).sort();
  return names.flatMap((name) => {
    const { stem, extension } = isTwin.exec(name.split(path.sep).join('/'))?.groups ?? {};
    if (stem === undefined) return [];
    const file = `${fixtureRoot}/${rule}/${stem}${extension}`;
    const { text } = readFixture(file, fs.readFileSync(file, 'utf8'));
    const fixed = fs.readFileSync(`${fixtureRoot}/${rule}/${name}`, 'utf8');
    const own = { stem: file.slice(0, -(extension ?? '').length) };
    if (extension !== '.ts') return [{ ...own, before: text, after: fixed }];
    const before = asJavaScript(text, text);
    const after = asJavaScript(fixed, text);
    return before && after ? [{ ...own, before: before.text, after: after.text, declarations: before.declarations }] : [];
  });
}

/** What a fix makes of a text. `using` is for a Node that has it. */
function fixedBy(rule: string, fix: string, { stem, declarations = '' }: Twin, text: string, extension: string): string {
  const file = stem + extension;
  const program = createFixtureProgram(new Map([[file, text], [`${stem}-declared.d.ts`, declarations]]));
  const fixture = { packageJson: '{ "engines": { "node": ">=24" } }', ...readFixture(file, text) };
  return applyNamedFix(text, analyzeFixture(program, typeMemory(program), fixture, rule).findings, fix).text;
}

for (const { name, extension, rewrite } of [
  { name: 'JavaScript', extension: '.js', rewrite: (text: string) => text },
  { name: 'CommonJS', extension: '.cjs', rewrite: (text: string) => (/\brequire\(/.test(text) ? text : commonJs(text, 'a.js')) },
]) {
  describe(`fixes in ${name} leave what they leave in TypeScript, without types`, () => {
    for (const { id: rule, fixes } of rules) {
      for (const fix of Object.keys(fixes)) {
        it(`${rule}/${fix}`, () => {
          const seen: string[] = [];
          // What only types tell is not found in each of them.
          const kept = twinsOf(rule, fix).some((twin) => {
            const before = rewrite(twin.before);
            const after = rewrite(twin.after);
            if (before === undefined || after === undefined) return false;
            const fixed = fixedBy(rule, fix, twin, before, extension);
            if (fixed !== before) seen.push(`${fixed}=== not\n${after}`);
            return fixed === after;
          });
          assert.ok(kept, seen.join('\n\n'));
        });
      }
    }
  });
}
