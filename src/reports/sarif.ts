import type { Log, Notification, ReportingDescriptor, Result, Run } from 'sarif';
import type { Finding, Problem, Severity } from '../analysis/finding.ts';
import { entryOf, type RuleId } from '../rules/catalogue.ts';
import { lineHashes } from './line-hashes.ts';
import { worstFirst, type Report } from './report.ts';
import { sarifFixes } from './sarif-fixes.ts';
import { artifactAt, toPlace } from './sarif-places.ts';
import { plural } from './words.ts';

/** What GitHub's code scanning takes: files with more are refused as a whole. */
const maxResults = 25_000;
const maxLocations = 1_000;

/** Rules whose related locations are steps in their order: who calls what, down to what blocks. */
const chainRules: ReadonlySet<string> = new Set<RuleId>(['blocking-call']);

/** What stands beside the report: the rules that could speak, and their pages. */
export interface RuleDocumentation {
  /** Their ids, in the order of the catalogue. */
  rules: readonly RuleId[];
  /** The page of a rule, in Markdown. */
  pageOf(rule: RuleId): string;
}

/** The report as SARIF 2.1.0, within the limits of GitHub's code scanning. Worst first; suppressed findings are not in it. */
export function sarifReport(report: Report, documentation: RuleDocumentation): string {
  const log: Log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [toRun(report, documentation)] };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function toRun(report: Report, { rules, pageOf }: RuleDocumentation): Run {
  const listed = worstFirst(report.findings).slice(0, maxResults);
  const omitted = report.findings.length - listed.length;
  const ruleIndex = new Map<string, number>(rules.map((rule, index) => [rule, index]));
  const hashesOf = remembered((path: string) => lineHashes(report.texts.get(path) ?? ''));
  return {
    tool: { driver: { name: 'async-pitfalls', version: report.toolVersion, semanticVersion: report.toolVersion, rules: rules.map((rule) => toRule(rule, pageOf(rule))) } },
    invocations: [{
      executionSuccessful: !report.summary.partial,
      toolExecutionNotifications: [
        ...(report.summary.partial ? [{ level: 'warning' as const, message: { text: 'The audit was interrupted, so this is not all.' } }] : []),
        ...(omitted > 0 ? [{ level: 'warning' as const, message: { text: `The ${listed.length} worst results are listed; code scanning takes no more, so ${plural(omitted, 'result')} of lower severity or further down the order of paths are left out.` } }] : []),
        ...report.problems.map((problem) => toNotification(problem, report.cwd)),
      ],
    }],
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder in which the audit ran.' } } },
    columnKind: 'utf16CodeUnits',
    newlineSequences: ['\r\n', '\n', '\r'],
    results: listed.map((finding) => toResult(finding, report, ruleIndex.get(finding.rule), hashesOf(finding.path))),
  };
}

function toRule(id: RuleId, page: string): ReportingDescriptor {
  const { summary, severity } = entryOf(id);
  const level = levelOf(severity);
  // The heading repeats what every viewer shows above.
  const help = page.replace(/^# .*\n+/, '');
  return {
    id,
    name: id,
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    help: { text: help, markdown: help },
    defaultConfiguration: { level },
    properties: { tags: ['async', 'reliability'], 'problem.severity': level === 'note' ? 'recommendation' : level },
  };
}

function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  return severity === 'error' || severity === 'warning' ? severity : 'note';
}

function toResult(finding: Finding, report: Report, ruleIndex: number | undefined, hashes: ReadonlyMap<number, string>): Result {
  const { rule, severity, message, range } = finding;
  const related = finding.related.slice(0, maxLocations - 1);
  const fixes = sarifFixes(finding.fixes(), report);
  const hash = hashes.get(range.start.line);
  const isChain = chainRules.has(rule) && related.length > 0;
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levelOf(severity),
    message: { text: withoutLinks(message) },
    locations: [{ physicalLocation: toPlace(finding, report.cwd) }],
    ...(related.length > 0 && { relatedLocations: related.map((place, index) => ({ id: index + 1, physicalLocation: toPlace(place, report.cwd), message: { text: withoutLinks(place.message) } })) }),
    ...(isChain && {
      codeFlows: [{
        threadFlows: [{
          locations: [{ ...finding, message: 'It starts here.' }, ...related].map((place) => ({ location: { physicalLocation: toPlace(place, report.cwd), message: { text: withoutLinks(place.message) } } })),
        }],
      }],
    }),
    ...(fixes.length > 0 && { fixes }),
    ...(hash !== undefined && { partialFingerprints: { primaryLocationLineHash: hash } }),
    properties: { severity },
  };
}

/** What looks like a link in square brackets would be one. */
function withoutLinks(message: string): string {
  return message.replace(/\[(?=[^\]]*\]\()/g, '\\[');
}

function toNotification({ kind, path, message }: Problem, cwd: string): Notification {
  return {
    descriptor: { id: kind },
    level: kind === 'skipped' ? 'note' : 'warning',
    message: { text: withoutLinks(message) },
    ...(path !== undefined && { locations: [{ physicalLocation: { artifactLocation: artifactAt(path, cwd) } }] }),
  };
}

/** A function that works out each value once. */
function remembered<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = compute(key)));
    return value;
  };
}
