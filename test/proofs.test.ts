import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { typeMemory } from '../src/analysis/typescript-oracle.ts';
import { analyzeFixture, applyNamedFix, createFixtureProgram, readFixture } from './support/fixtures.ts';

// Programs that go wrong the way a rule says, run as they are and again with the rule's fix. Their first lines name the fix and
// what they print: `// before: …` and `// after: …`; `exit 1` is a process that ends with an error.
const root = path.join(import.meta.dirname, 'proofs').split(path.sep).join('/');

describe('proofs', () => {
  const files = fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => `${root}/${name.split(path.sep).join('/')}`);
  const texts = new Map(files.map((file) => [file, fs.readFileSync(file, 'utf8')]));
  const program = createFixtureProgram(texts);
  const memory = typeMemory(program);

  for (const [file, text] of texts) {
    const [, rule = ''] = /\/([\w-]+)\/[^/]+$/.exec(file) ?? [];

    it(`${path.relative(root, file)} goes wrong before the fix, and right after it`, async () => {
      const { findings } = analyzeFixture(program, memory, readFixture(file, text), rule);
      const fixed = applyNamedFix(text, findings, said(text, 'fix'));
      assert.notEqual(fixed.taken.length, 0, 'no finding offers the fix');
      assert.equal(await run(text), said(text, 'before'));
      assert.equal(await run(fixed.text), said(text, 'after'));
    });
  }
});

/** What a program's first lines say of it. */
function said(text: string, key: string): string {
  return new RegExp(`^// ${key}: (.*)$`, 'm').exec(text)?.[1] ?? '';
}

/** What a program prints in a process of its own, or how it ends. */
function run(text: string): Promise<string> {
  const { outputText } = ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext } });
  return new Promise((resolve) => {
    execFile(process.execPath, ['--input-type=module', '--eval', outputText], (error, stdout) => resolve(error ? `exit ${error.code}` : stdout.trim()));
  });
}
