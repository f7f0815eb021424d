import assert from 'node:assert/strict';
import ts from 'typescript';
import { typeMemory, type TypeMemory } from '../../src/analysis/typescript-oracle.ts';
import { analyzeFile } from '../../src/audit/analyze.ts';
import { parseTolerantly } from '../../src/audit/program.ts';
import { sourceProject, type SourceProject } from '../../src/audit/source-project.ts';
import type { ModuleHost } from '../../src/audit/modules.ts';
import { createKnowledge } from '../../src/knowledge/index.ts';
import { rules } from '../../src/rules/index.ts';
import { randomFrom, type Random } from '../support/random.ts';
import { scatteredProject } from '../support/scattered-project.ts';

/** More of them: ASYNC_PITFALLS_ORDER_ROUNDS=3000. Others: ASYNC_PITFALLS_ORDER_SEED=7. */
const rounds = Number(process.env['ASYNC_PITFALLS_ORDER_ROUNDS'] ?? 40);
const firstSeed = Number(process.env['ASYNC_PITFALLS_ORDER_SEED'] ?? 1);

const knowledge = createKnowledge();
const settings = { rules: new Map(rules.map(({ id, severity }) => [id, { severity: severity === 'off' ? 'hint' as const : severity, explicit: false, options: {} }])), knowledge, safeFixes: new Set<string>() };

const options: ts.CompilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, allowJs: true, lib: ['lib.es2022.d.ts'], types: [], strict: true, noEmit: true };

const libraries = new Map<string, ts.SourceFile | undefined>();

/** TypeScript's own declarations, which are parsed once. */
function libraryAt(path: string): ts.SourceFile | undefined {
  if (!libraries.has(path)) {
    const text = ts.sys.readFile(path);
    libraries.set(path, text === undefined ? undefined : ts.createSourceFile(path, text, ts.ScriptTarget.ES2022));
  }
  return libraries.get(path);
}

/** What files are analysed among. */
type Among = { types: TypeMemory; project?: undefined } | { types: undefined; project: SourceProject };

function hostOf(texts: ReadonlyMap<string, string>): ModuleHost {
  return {
    fileExists: (path) => texts.has(path),
    readFile: (path) => texts.get(path),
    directoryExists: (path) => path === '/p' || path === '/p/src',
    getCurrentDirectory: () => '/p',
    useCaseSensitiveFileNames: true,
  };
}

/** A project by its texts: nothing that was found out of another one with the same texts is known of it. */
function freshProject(texts: ReadonlyMap<string, string>, isTyped: boolean, host = hostOf(texts)): Among {
  const paths = [...texts.keys()];
  if (!isTyped) return { types: undefined, project: sourceProject(paths, () => options, (path) => texts.get(path), host) };
  const program = ts.createProgram(paths, options, {
    ...host,
    useCaseSensitiveFileNames: () => true,
    getSourceFile: (path, version) => { const text = texts.get(path); return text === undefined ? libraryAt(path) : parseTolerantly(path, text, version).source; },
    getDefaultLibFileName: () => ts.getDefaultLibFilePath(options),
    getCanonicalFileName: (path) => path,
    getNewLine: () => '\n',
    writeFile: () => undefined,
  });
  return { types: typeMemory(program) };
}

/** Everything that is found in some files, one after the other, by path. */
function foundIn(paths: readonly string[], texts: ReadonlyMap<string, string>, isTyped: boolean): Map<string, string> {
  const { types, project } = freshProject(texts, isTyped);
  const host = hostOf(texts);
  return new Map(paths.map((path) => {
    const source = types ? types.program.getSourceFile(path) : project?.parsedAt(path)?.source;
    assert.ok(source, path);
    const { findings, problems, suppressed } = analyzeFile({ path, source, types, ...(project && { project }), host, settings, isCommandLineEntry: false, isExempt: false, serving: 'server' });
    return [path, JSON.stringify([findings.map((finding) => ({ ...finding, fixes: finding.fixes() })), problems, suppressed], undefined, 1)];
  }));
}

function shuffled<V>(list: readonly V[], random: Random): V[] {
  const left = [...list];
  const order: V[] = [];
  while (left.length > 0) order.push(...left.splice(random.below(left.length), 1));
  return order;
}

describe('what is found in a file', () => {
  it(`does not depend on which files were looked at before, in ${rounds} projects (from seed ${firstSeed})`, () => {
    let findings = 0;
    for (let seed = firstSeed; seed < firstSeed + rounds; seed += 1) {
      const random = randomFrom(seed);
      const texts = new Map([...scatteredProject(random)].map(([path, text]) => [`/p/${path}`, text]));
      const isTyped = seed % 3 === 0;
      const paths = [...texts.keys()].filter((path) => !path.endsWith('.d.ts'));
      const order = shuffled(paths, random);
      const together = [foundIn(order, texts, isTyped), foundIn(order.reverse(), texts, isTyped)];
      for (const path of paths) {
        const alone = foundIn([path], texts, isTyped).get(path) ?? '';
        findings += alone.split('"rule"').length - 1;
        for (const found of together) assert.equal(found.get(path), alone, `seed ${seed}, ${path} ${isTyped ? 'with' : 'without'} types`);
      }
    }
    assert.ok(findings > rounds * 5, `only ${findings} findings`);
  }).timeout(60_000 + rounds * 5_000);
});
