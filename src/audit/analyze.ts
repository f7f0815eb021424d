import { TSError } from '@typescript-eslint/typescript-estree';
import type ts from 'typescript';
import type { Finding, Problem, Severity } from '../analysis/finding.ts';
import { damageOf } from '../analysis/mask.ts';
import { combinedOracle } from '../analysis/combined-oracle.ts';
import { runRules, type RuleRun } from '../analysis/run.ts';
import { syntaxOracle } from '../analysis/syntax-oracle.ts';
import { typescriptOracle, type TypeMemory } from '../analysis/typescript-oracle.ts';
import type { TypeOracle } from '../analysis/oracle.ts';
import type { Scopes } from '../analysis/scopes.ts';
import type { Tree } from '../analysis/tree.ts';
import { createUnit, type Unit } from '../analysis/unit.ts';
import type { Knowledge } from '../knowledge/index.ts';
import type { Place } from '../knowledge/event-sources.ts';
import { returnsPromise } from '../knowledge/promise-functions.ts';
import { entryOf } from '../rules/catalogue.ts';
import { defaultOptions, type AnyRule, type RuleOptions, type RuleUnit } from '../rules/define-rule.ts';
import { rules as allRules } from '../rules/index.ts';
import { callersAmong, type Callers } from '../summaries/callers.ts';
import { Neighbourhood, type Elsewhere } from '../summaries/elsewhere.ts';
import { summarize } from '../summaries/index.ts';
import type { LinkedSummaries } from '../summaries/types.ts';
import { isTestOrConfig } from './file-kinds.ts';
import { isOpenByTypes } from './gates.ts';
import { applySuppressions } from './suppress.ts';

/** What settings say of one rule. */
export interface RuleSetting {
  severity: Severity;
  /** Named by the user, not a default: overrules the lower severities of single findings. */
  explicit: boolean;
  options: Partial<RuleOptions>;
}

/** All that decides how a file is analysed, besides its text and types. */
export interface AnalysisSettings {
  /** By rule id; a rule that is not listed has its default. */
  rules: ReadonlyMap<string, RuleSetting>;
  knowledge: Knowledge;
  /** Fixes ("floating-promise/await") that the user promotes to safe. */
  safeFixes: ReadonlySet<string>;
}

/** One file to analyse. */
export interface AnalysisInput {
  /** Absolute, with `/`. */
  path: string;
  /** Parsed, with parents (bound by a checker, or parsed with them), without syntax errors. */
  source: ts.SourceFile;
  /** The checker's memory, or undefined to go by syntax alone. */
  types: TypeMemory | undefined;
  settings: AnalysisSettings;
  /** The file starts a program: it has a shebang, or package.json names it in `bin`. */
  isCommandLineEntry: boolean;
  /** A test or configuration file whose code does not count as asynchronous context (see `isTestOrConfig`). */
  isExempt: boolean;
  /** What the file's place in its project says (see `placeOf`). Left out: the last folders of its path tell. */
  place?: Place;
  /** Names in the nearest package.json: fixes use what the project has. */
  dependencies?: ReadonlySet<string>;
  /**
   * Whether fixes may write `using`. Left out: in TypeScript, which writes it anew for older engines, not in JavaScript
   * (right for package.json's engines from Node 24 on).
   */
  supportsUsing?: boolean;
  /** The tree may have been made from an older one of the file, as an editor's are. */
  isIncremental?: boolean;
  /** false: look at every file, also where no rule could have anything to say. For comparison. */
  gated?: boolean;
  /** Told how long each rule took, in milliseconds. */
  onTime?: (rule: string, milliseconds: number) => void;
}

function oracleFor(tree: Tree, scopes: Scopes, types: TypeMemory | undefined): TypeOracle {
  const syntax = syntaxOracle(scopes, returnsPromise);
  return types ? combinedOracle(typescriptOracle(tree, types), syntax) : syntax;
}

const neighbourhoods = new WeakMap<TypeMemory, { knowledge: Knowledge; neighbourhood: Neighbourhood; callers: Callers }>();

/** The other files of a program, as far as calls lead there. Without types no call leads anywhere. */
function neighbourhood({ types, settings: { knowledge } }: AnalysisInput): { neighbourhood: Neighbourhood; callers: Callers } | undefined {
  if (!types) return undefined;
  let made = neighbourhoods.get(types);
  if (made?.knowledge !== knowledge) {
    const unitAt = (path: string): Unit | undefined => {
      const source = types.program.getSourceFile(path);
      // What cannot be a tree is unknown here; in its own turn it becomes a problem of the report.
      if (!source || damageOf(source).length > 0 || source.text.length > 500_000) return undefined;
      try {
        return createUnit({ path, source, oracle: (tree, scopes) => oracleFor(tree, scopes, types) });
      } catch (error) {
        if (error instanceof TSError) return undefined;
        throw error;
      }
    };
    const summarizeFar = (unit: Unit, known: Knowledge, elsewhere: Elsewhere): LinkedSummaries => summarize(unit, known, { isExempt: false, isCommandLineEntry: false }, elsewhere);
    const { program } = types;
    const naming = (name: string): string[] => program.getSourceFiles()
      .filter((file) => !file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file) && file.text.includes(name) && !isTestOrConfig(file.fileName.split('/').at(-1) ?? ''))
      .map((file) => file.fileName);
    made = { knowledge, neighbourhood: new Neighbourhood(unitAt, summarizeFar, knowledge), callers: callersAmong(naming, unitAt) };
    neighbourhoods.set(types, made);
  }
  return made;
}

/** What came out of one file. Findings are sorted; `suppressed` counts those that comments took away. */
export interface FileResult {
  path: string;
  findings: Finding[];
  problems: Problem[];
  suppressed: number;
}

/** The order of reports: path, start, end, rule, message, by code units. */
export function compareFindings(left: Finding, right: Finding): number {
  return compare(left.path, right.path) || left.start - right.start || left.end - right.end || compare(left.rule, right.rule) || compare(left.message, right.message);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Runs the rules over one file. Never throws for what is in the file: what cannot be analysed is a problem in the result. */
export function analyzeFile(input: AnalysisInput): FileResult {
  const { path, source, settings } = input;
  const result: FileResult = { path, findings: [], problems: [], suppressed: 0 };
  const wanted = allRules.filter((rule) => (settings.rules.get(rule.id)?.severity ?? rule.severity) !== 'off');
  const open = input.gated === false ? wanted : openRules(input, wanted);
  if (open.length === 0) return result;
  const runs = open.map((rule) => ({ rule, setting: settings.rules.get(rule.id) }));
  let unit: Unit;
  try {
    if (damageOf(source).length > 0) throw new Error(damageOf(source)[0]?.message);
    unit = createUnit({
      path,
      source,
      oracle: (tree, scopes) => oracleFor(tree, scopes, input.types),
    });
  } catch (error) {
    result.problems.push({ kind: 'parse', path, message: `Cannot be read as code: ${error instanceof Error ? error.message : String(error)}. Mend the syntax error; the other files were analysed.` });
    return result;
  }

  const others = neighbourhood(input);
  const summaries = summarize(unit, settings.knowledge, { isExempt: input.isExempt, isCommandLineEntry: input.isCommandLineEntry, ...(input.place && { place: input.place }), ...(input.dependencies && { dependencies: input.dependencies }) }, others?.neighbourhood.around(unit), others?.callers);
  const { findings, problems } = runRules(unit, runs.map(({ rule, setting }) => toRun(unit, rule, setting, { summaries, knowledge: settings.knowledge, dependencies: input.dependencies ?? noDependencies, supportsUsing: input.supportsUsing ?? unit.isTypeScript, isExempt: input.isExempt, isCommandLineEntry: input.isCommandLineEntry })), input.onTime);
  result.problems.push(...problems);
  const promoted = findings.map((finding) => withPromotedFixes(finding, settings.safeFixes));
  // A rule that crashed says nothing about the comments that name it.
  const ran = new Set(problems.length > 0 ? [] : runs.map(({ rule }) => rule.id));
  const severityOf = (id: 'unused-suppression' | 'unknown-suppression'): Severity => settings.rules.get(id)?.severity ?? entryOf(id).severity;
  const { kept, suppressed } = applySuppressions(unit, promoted, { ran, ranAll: ran.size === allRules.length, knowledge: settings.knowledge, severityOf });
  result.findings = kept.sort(compareFindings);
  result.suppressed = suppressed;
  return result;
}

/** The rules that could have something to say of a file. Making a tree costs several times TypeScript's parse, and so do questions to types. */
function openRules({ source, types, settings, isIncremental }: AnalysisInput, rules: readonly AnyRule[]): readonly AnyRule[] {
  const { text } = source;
  // Suppression comments are judged wherever they stand.
  if (text.includes('async-pitfalls')) return rules;
  const signs = { text, names: namesIn(source, isIncremental) };
  const opens = ({ id, gate }: AnyRule): boolean => {
    if (gate === undefined) return true;
    if (typeof gate === 'function') return gate(signs, settings.knowledge);
    return gate === 'promises' && settings.rules.get(id)?.options.checkThenables === true || isOpenByTypes(gate, source, types);
  };
  return rules.filter(opens);
}

/** TypeScript's parser keeps every name it has met, comments aside. Of a tree made from an older one these are the names of what was parsed anew. */
function namesIn(source: ts.SourceFile, isIncremental = false): (name: string) => boolean {
  const { identifiers } = source as { identifiers?: ReadonlyMap<string, string> };
  return identifiers && !isIncremental ? (name) => identifiers.has(name) : (name) => source.text.includes(name);
}

const noDependencies: ReadonlySet<string> = new Set();

function toRun(unit: Unit, rule: AnyRule, setting: RuleSetting | undefined, seenByAll: Pick<RuleUnit, 'summaries' | 'knowledge' | 'dependencies' | 'supportsUsing' | 'isExempt' | 'isCommandLineEntry'>): RuleRun<RuleUnit> {
  const options = { ...defaultOptions, ...setting?.options };
  // The unit's members are worked out when asked, so they are inherited rather than copied.
  const seen = Object.create(unit, Object.getOwnPropertyDescriptors({ ...seenByAll, options })) as RuleUnit;
  return { rule, unit: seen, severity: (setting?.severity ?? rule.severity) as RuleRun<RuleUnit>['severity'], explicit: setting?.explicit ?? false };
}

function withPromotedFixes(finding: Finding, safeFixes: ReadonlySet<string>): Finding {
  if (safeFixes.size === 0) return finding;
  return { ...finding, fixes: () => finding.fixes().map((fix) => (safeFixes.has(`${finding.rule}/${fix.id}`) ? { ...fix, safe: true } : fix)) };
}
