import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { applyEdits, selectFixes } from '../../src/analysis/edits.ts';
import type { Finding, Fix } from '../../src/analysis/finding.ts';
import { typeMemory, type TypeMemory } from '../../src/analysis/typescript-oracle.ts';
import { analyzeFile, type AnalysisInput, type AnalysisSettings, type FileResult } from '../../src/audit/analyze.ts';
import type { SourceProject } from '../../src/audit/source-project.ts';
import { isTestOrConfig } from '../../src/audit/file-kinds.ts';
import { Packages, supportsUsing } from '../../src/audit/packages.ts';
import { createKnowledge, type Knowledge } from '../../src/knowledge/index.ts';
import { isAside } from '../../src/knowledge/serving.ts';
import { rules } from '../../src/rules/index.ts';

/** Where the rules' fixtures stand, with `/`. */
export const fixtureRoot = path.join(import.meta.dirname, '../rules').split(path.sep).join('/');

/** What a marker in a fixture expects on its line. */
export interface Expectation {
  line: number;
  rule: string;
  severity: string | undefined;
  /** The underlined text, white space folded; a text that ends with `…` is the beginning of it. */
  text: string;
}

/** A fixture without its markers, and what they say. */
export interface Fixture {
  path: string;
  text: string;
  expected: Expectation[];
  /** `// types: off` in the first line. */
  untyped: boolean;
  /** `// options: {…}` and `// additions: {…}` in the first lines, as JSON. */
  options: object;
  additions: object;
  /** `// dependencies: p-limit, p-map` in the first lines: what the package.json would name. */
  dependencies?: ReadonlySet<string>;
  /** `// package: {…}` in the first lines: the package.json, as JSON. */
  packageJson?: string;
  /** `// grown` in the first lines: it is part of a program of many files. */
  isGrown?: boolean;
}

const marker = /\s*(?:\/\/|\{?\/\*) expect (?<rule>[\w-]+)(?: \((?<severity>\w+)\))?: (?<text>.*?)(?: \*\/\}?)?(?=$|\s(?:\/\/|\{?\/\*) expect )/;

/** Takes the markers out of a fixture's text. Lines stay where they are. */
export function readFixture(file: string, raw: string): Fixture {
  const expected: Expectation[] = [];
  // Each kind of line end is kept: CRLF is part of what some fixtures test.
  const text = raw.split(/(?<=\n)/).map((whole, index) => {
    const [, content = '', end = ''] = /^([^\r\n]*)([\r\n]*)$/.exec(whole) ?? [];
    let line = content;
    for (let match = marker.exec(line); match; match = marker.exec(line)) {
      const groups = match.groups as { rule: string; severity?: string; text: string };
      expected.push({ line: index + 1, rule: groups.rule, severity: groups.severity, text: fold(groups.text) });
      line = line.slice(0, match.index) + line.slice(match.index + match[0].length);
    }
    return line + end;
  }).join('');
  const json = (name: string): object => JSON.parse(new RegExp(`^// ${name}: (.*)$`, 'm').exec(text.slice(0, 600))?.[1] ?? '{}') as object;
  const dependencies = new Set(/^\/\/ dependencies: (.*)$/m.exec(text.slice(0, 600))?.[1]?.split(/,\s*/) ?? []);
  const packageJson = /^\/\/ package: (.*)$/m.exec(text.slice(0, 600))?.[1];
  return { path: file, text, expected, ...(packageJson !== undefined && { packageJson }), untyped: /^\/\/ types: off/.test(text), isGrown: /^\/\/ grown$/m.test(text.slice(0, 600)), options: json('options'), additions: json('additions'), dependencies };
}

export function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** TypeScript's and Node's declarations, parsed once for all programs of a test run. */
const declarationFiles = new Map<string, ts.SourceFile>();

/** A program over texts that may differ from what is on disk. Files not in `texts` are read. */
export function createFixtureProgram(texts: ReadonlyMap<string, string>): ts.Program {
  const config = ts.readConfigFile(`${fixtureRoot}/tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, fixtureRoot);
  const host = ts.createCompilerHost(options, true);
  const readFile = host.readFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.getSourceFile = (file, languageVersion) => {
    if (!texts.has(file) && file.endsWith('.d.ts')) {
      let known = declarationFiles.get(file);
      if (!known) declarationFiles.set(file, (known = ts.createSourceFile(file, readFile(file) ?? '', languageVersion, true)));
      return known;
    }
    const text = host.readFile(file);
    return text === undefined ? undefined : ts.createSourceFile(file, text.replace(/^\uFEFF/, ''), languageVersion, true);
  };
  const support = fs.readdirSync(`${fixtureRoot}/types`).map((name) => `${fixtureRoot}/types/${name}`);
  return ts.createProgram({ rootNames: [...texts.keys(), ...support], options, host });
}

const knowledge = new Map<string, Knowledge>();

/** The knowledge with a fixture's additions. Made once for all that add the same: what is known of a program is remembered by it. */
export function knowledgeOf({ additions }: Pick<Fixture, 'additions'>): Knowledge {
  const key = JSON.stringify(additions);
  const known = knowledge.get(key) ?? createKnowledge(additions);
  knowledge.set(key, known);
  return known;
}

/** The settings under which a fixture is analysed: its own rule alone, with the fixture's options. */
export function fixtureSettings(fixture: Fixture, rule: string | undefined): AnalysisSettings {
  return {
    rules: new Map(rules.map(({ id, severity }) => [id, { severity: rule === undefined || id === rule ? severity : 'off', explicit: false, options: fixture.options }])),
    knowledge: knowledgeOf(fixture),
    safeFixes: new Set(),
  };
}

/** Analyses one file of a program with the rule of its fixture folder. */
export function analyzeFixture(program: ts.Program, memory: TypeMemory, fixture: Fixture, rule: string | undefined): FileResult {
  const source = program.getSourceFile(fixture.path);
  if (!source) throw new Error(`${fixture.path} is not in the program`);
  return analyzeFile({ ...inputOf(fixture, rule), source, types: fixture.untyped ? undefined : memory });
}

function inputOf(fixture: Fixture, rule: string | undefined): Omit<AnalysisInput, 'source' | 'types'> {
  const packages = new Packages((file) => (file === `${fixtureRoot}/package.json` ? fixture.packageJson : undefined));
  return {
    path: fixture.path,
    settings: fixtureSettings(fixture, rule),
    isCommandLineEntry: fixture.text.startsWith('#!'),
    supportsUsing: supportsUsing(fixture.path, packages.of(fixture.path)),
    dependencies: new Set([...(fixture.dependencies ?? []), ...packages.of(fixture.path).dependencies]),
    isExempt: isTestOrConfig(path.posix.relative(fixtureRoot, fixture.path)),
    inProject: path.posix.relative(fixtureRoot, fixture.path),
    isAside: isAside(path.posix.relative(fixtureRoot, fixture.path)),
    ...packages.servingOf(fixture.path),
    isGrown: fixture.isGrown ?? false,
  };
}

/** Analyses one file of a project without types, as `--types off` does. */
export function analyzeUntyped(project: SourceProject, fixture: Fixture, rule: string | undefined): FileResult {
  const parsed = project.parsedAt(fixture.path);
  if (!parsed) throw new Error(`${fixture.path} cannot be read`);
  return analyzeFile({ ...inputOf(fixture, rule), source: parsed.source, types: undefined, project });
}

/** Analyses one text by itself, as a file beside the fixtures. For tests of helpers. */
export function analyzeText(name: string, text: string, rule?: string, options: object = {}): FileResult {
  const file = `${fixtureRoot}/${name}`;
  const program = createFixtureProgram(new Map([[file, text]]));
  return analyzeFixture(program, typeMemory(program), { path: file, text, expected: [], untyped: false, options, additions: {} }, rule);
}

/** The text after every fix named `id` that the findings offer, with the fixes that were taken. */
export function applyNamedFix(text: string, findings: readonly Finding[], id: string): { text: string; taken: Fix[] } {
  const { taken, edits } = selectFixes(findings.flatMap((finding) => finding.fixes().filter((fix) => fix.id === id).slice(0, 1)));
  return { text: applyEdits(text, edits), taken };
}

/** A finding as a marker writes it. */
interface Found {
  line: number;
  rule: string;
  severity: string;
  text: string;
}

/** How the findings of a fixture differ from what its markers expect. */
export function differences(fixture: Fixture, findings: readonly Finding[]): { falseAlarms: Found[]; missed: Expectation[] } {
  const found = findings.map(({ rule, severity, range, start, end }) => ({ line: range.start.line, rule, severity, text: fold(fixture.text.slice(start, end)) }));
  const missed = [...fixture.expected];
  const falseAlarms = found.filter((finding) => {
    const index = missed.findIndex((want) => want.line === finding.line && want.rule === finding.rule && matches(want.text, finding.text) && (want.severity ?? 'warning') === finding.severity);
    if (index >= 0) missed.splice(index, 1);
    return index < 0;
  });
  return { falseAlarms, missed };
}

function matches(wanted: string, found: string): boolean {
  return wanted.endsWith('…') ? found.startsWith(wanted.slice(0, -1).trimEnd()) : wanted === found;
}
