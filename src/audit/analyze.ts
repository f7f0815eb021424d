import type ts from 'typescript';
import type { Finding, Problem, Severity } from '../analysis/finding.ts';
import { damageOf } from '../analysis/mask.ts';
import { mayRetry } from '../analysis/retry-gate.ts';
import { runRules, type RuleRun } from '../analysis/run.ts';
import type { TypeMemory } from '../analysis/typescript-oracle.ts';
import { createUnit, type Unit } from '../analysis/unit.ts';
import { usedNames, type UsedNames } from '../analysis/used-names.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { isSetUpFile, type Serving } from '../knowledge/serving.ts';
import { entryOf } from '../rules/catalogue.ts';
import { defaultOptions, type AnyRule, type FileSigns, type RuleOptions, type RuleUnit } from '../rules/define-rule.ts';
import { rules as allRules } from '../rules/index.ts';
import type { FileKind } from '../summaries/execution-context.ts';
import { summarize } from '../summaries/index.ts';
import { isOpenByTypes } from './gates.ts';
import type { SourceProject } from './source-project.ts';
import { applySuppressions } from './suppress.ts';
import { isOfTests, isReached } from './unreached.ts';
import { namesIn, oracleFor, surroundingsOf, type Surroundings, type SurroundingsInput } from './surroundings.ts';

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
  /** Without types: the files that imports may lead to. Left out, no import leads anywhere. */
  project?: SourceProject;
  /** Finds what a program leaves out. Left out: the file system. */
  host?: SurroundingsInput['host'];
  settings: AnalysisSettings;
  /** The file starts a program: it has a shebang, or package.json names it in `bin`. */
  isCommandLineEntry: boolean;
  /** A test or configuration file whose code does not count as asynchronous context (see `isTestOrConfig`). */
  isExempt: boolean;
  /** The file's path within its project, by which it is told what the file is for. Left out: the last folders of its path tell. */
  inProject?: string;
  /** Who is served by its package (see `servingOf`). Left out: there is no package.json. */
  serving?: Serving;
  /** The same of other files. Left out: they are all of that package. */
  servingOf?: (path: string) => Serving | undefined;
  /** The file shows or tests a program (see `isAside`). */
  isAside?: boolean;
  /** The program is one of many files (see `isGrown`). Left out: it is young. */
  isGrown?: boolean;
  /** The program holds all files that may use one another: what none of them names does not run. Left out: it may not. */
  isWhole?: boolean;
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
  const others = surroundingsOf(input);
  const open = input.gated === false ? wanted : openRules(input, wanted, others);
  if (open.length === 0) return result;
  const settled = open.map((rule) => ({ rule, setting: settings.rules.get(rule.id) }));
  let unit: Unit;
  try {
    if (damageOf(source).length > 0) throw new Error(damageOf(source)[0]?.message);
    // One that others have asked about is as good as new.
    unit = others?.recentUnit(source) ?? createUnit({ path, source, oracle: (tree, scopes) => others?.oracle(source, tree, scopes) ?? oracleFor(tree, scopes, input.types) });
  } catch (error) {
    result.problems.push({ kind: 'parse', path, message: `Cannot be read as code: ${error instanceof Error ? error.message : String(error)}. Mend the syntax error; the other files were analysed.` });
    return result;
  }

  const summaries = summarize(unit, settings.knowledge, { isExempt: input.isExempt, isCommandLineEntry: input.isCommandLineEntry, ...(input.inProject !== undefined && { inProject: input.inProject }), ...(input.serving && { serving: input.serving }), ...questionsOf(input, others), isAside: input.isAside ?? false, isGrown: input.isGrown ?? false, ...(input.dependencies && { dependencies: input.dependencies }) }, others?.elsewhere(unit), others?.callers, others?.far(unit), others && (() => { input.types?.asking?.ask(path, 'last', ''); return others.lastResorts(); }));
  const { findings, problems } = runRules(unit, settled.map(({ rule, setting }) => toRun(unit, rule, setting, { summaries, knowledge: settings.knowledge, dependencies: input.dependencies ?? noDependencies, supportsUsing: input.supportsUsing ?? unit.isTypeScript, isExempt: input.isExempt, isCommandLineEntry: input.isCommandLineEntry })), input.onTime);
  result.problems.push(...problems);
  const runs = (offset: number): boolean => !isOfTests(unit, offset) && (input.isWhole !== true || !isProgram(input.serving) || others === undefined || isReached(unit, offset, input.inProject ?? path, (name) => others.holdsName(name, path)));
  const weighed = findings.map((finding) => atItsPlace(finding, input, summaries.isDeveloperTool(), runs));
  const promoted = weighed.map((finding) => withPromotedFixes(finding, settings.safeFixes));
  // A rule that crashed says nothing about the comments that name it.
  const ran = new Set(problems.length > 0 ? [] : settled.map(({ rule }) => rule.id));
  const severityOf = (id: 'unused-suppression' | 'unknown-suppression'): Severity => settings.rules.get(id)?.severity ?? entryOf(id).severity;
  const { kept, suppressed } = applySuppressions(unit, promoted, { ran, ranAll: ran.size === allRules.length, knowledge: settings.knowledge, severityOf });
  result.findings = kept.sort(compareFindings);
  result.suppressed = suppressed;
  return result;
}

/** What a file asks about the whole program. */
function questionsOf({ path, types }: AnalysisInput, others: Surroundings | undefined): Pick<FileKind, 'servesRequests' | 'usage' | 'isNamedElsewhere' | 'isReadElsewhere'> {
  const asking = types?.asking;
  return {
    servesRequests: () => { asking?.ask(path, 'serves', ''); return others?.servesRequests() ?? false; },
    usage: (name) => { asking?.ask(path, 'usage', name); return others?.usage(name); },
    isNamedElsewhere: (other) => { asking?.ask(path, 'named', other); return others?.isNamedElsewhere(other) ?? true; },
    isReadElsewhere: (name) => { asking?.ask(path, 'read', name); return others?.isRead(name) ?? true; },
  };
}

/** The rules that could have something to say of a file. Making a tree costs several times TypeScript's parse, and so do questions to types. */
function openRules({ path, source, types, settings, isExempt, isIncremental }: AnalysisInput, rules: readonly AnyRule[], others: Surroundings | undefined): readonly AnyRule[] {
  const { text } = source;
  // Suppression comments are judged wherever they stand.
  if (text.includes('async-pitfalls')) return rules;
  let used: UsedNames | undefined;
  const signs: FileSigns = {
    text,
    names: (name) => namesIn(source, name, isIncremental),
    get used() { return (used ??= usedNames(source)); },
    mayRetry: () => mayRetry(source),
    reachesBlocking: () => !isExempt && (others?.reachesBlocking(path) ?? false),
  };
  const reachesPromises = (): boolean => others?.reachesPromises(path) ?? false;
  const opens = ({ id, gate }: AnyRule): boolean => {
    if (gate === undefined) return true;
    if (typeof gate === 'function') return gate(signs, settings.knowledge);
    return gate === 'promises' && settings.rules.get(id)?.options.checkThenables === true || isOpenByTypes(gate, source, types, reachesPromises);
  };
  return rules.filter(opens);
}

const noDependencies: ReadonlySet<string> = new Set();

function toRun(unit: Unit, rule: AnyRule, setting: RuleSetting | undefined, seenByAll: Pick<RuleUnit, 'summaries' | 'knowledge' | 'dependencies' | 'supportsUsing' | 'isExempt' | 'isCommandLineEntry'>): RuleRun<RuleUnit> {
  const options = { ...defaultOptions, ...setting?.options };
  // The unit's members are worked out when asked, so they are inherited rather than copied.
  const seen = Object.create(unit, Object.getOwnPropertyDescriptors({ ...seenByAll, options })) as RuleUnit;
  return { rule, unit: seen, severity: (setting?.severity ?? rule.severity) as RuleRun<RuleUnit>['severity'], explicit: setting?.explicit ?? false };
}

/**
 * In tests, scripts, examples and documentation of a package, and where its server is set up, little depends on what goes wrong, and
 * whoever runs them sees it. Only that a test is over before what it checks changes what it says, and of that the rule itself knows more.
 */
function atItsPlace(finding: Finding, { path, source, serving, isExempt, isAside, settings }: AnalysisInput, isDeveloperTool: boolean, runs: (offset: number) => boolean): Finding {
  const isElsewhere = isWrittenByTool(path, source.text, finding) || serving !== undefined && (isAside === true || isDeveloperTool || (isExempt && finding.rule !== 'floating-promise') || isDecided(source.text, finding) || setsUp(path, finding, serving) || finding.severity !== 'hint' && !runs(finding.start));
  return isElsewhere && settings.rules.get(finding.rule)?.explicit !== true ? { ...finding, severity: 'hint' } : finding;
}

/** Whether nobody imports what has this package.json. */
function isProgram(serving: Serving | undefined): boolean {
  return serving !== undefined && serving !== 'library' && serving !== 'own library';
}

/** Whoever sets a program up is alone with it: nobody else waits, and what goes wrong they see. Of a command `install` may be all that it is for. */
function setsUp(path: string, { rule }: Finding, serving: Serving): boolean {
  return isSetUpFile(path) && (rule === 'blocking-call' || (serving === 'server' && rule !== 'floating-promise'));
}

/** `// eslint-disable-next-line no-floating-promises`: its author has looked at it, and left it as it is. */
function isDecided(text: string, { rule, start }: Finding): boolean {
  if (rule !== 'floating-promise' && rule !== 'misused-async-callback') return false;
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const above = text.slice(text.lastIndexOf('\n', line - 2) + 1, line);
  const end = text.indexOf('\n', start);
  const own = text.slice(line, end === -1 ? text.length : end);
  const names = /\bno-(?:floating|misused)-promises\b|\bno-async-promise-executor\b|\bno(?:Floating|Misused)Promises\b/;
  return (/(?:disable-next-line|biome-ignore|[et]slint[:-]disable)\b/.test(above) && names.test(above)) || (/disable-line\b/.test(own) && names.test(own));
}

/** Nobody changes a line that a compiler or bundler has written. */
function isWrittenByTool(path: string, text: string, { start }: Finding): boolean {
  const end = text.indexOf('\n', start);
  return /[.-]min\.[mc]?js$/.test(path) || (/\.[mc]?js$/.test(path) && /defineProperty\(exports, ['"]__esModule['"]|\$jscomp\b|__webpack_require__/.test(text)) || (end === -1 ? text.length : end) - text.lastIndexOf('\n', start) > 1000;
}

function withPromotedFixes(finding: Finding, safeFixes: ReadonlySet<string>): Finding {
  if (safeFixes.size === 0) return finding;
  return { ...finding, fixes: () => finding.fixes().map((fix) => (safeFixes.has(`${finding.rule}/${fix.id}`) ? { ...fix, safe: true } : fix)) };
}
