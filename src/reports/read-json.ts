import type { Finding, Fix, Location, Problem } from '../analysis/finding.ts';
import type { Range } from '../analysis/text.ts';
import { absolute } from '../audit/paths.ts';
import type { Summary } from './report.ts';

/** A JSON report that was read again. Findings have no offsets of their own: `start` and `end` are 0. */
export interface ReadReport {
  toolVersion: string;
  findings: Finding[];
  problems: Problem[];
  summary: Summary;
}

/** A file that is no JSON report. The message names it and the mend. */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}

const version = 1;

interface RawLocation {
  path: string;
  range: Range;
}

interface RawFinding extends RawLocation {
  rule: string;
  severity: Finding['severity'];
  message: string;
  related: (RawLocation & { message: string })[];
  fixes: Fix[];
}

interface RawReport {
  version: number;
  tool: { name: string; version: string };
  findings: RawFinding[];
  problems: Problem[];
  summary: Summary;
}

/** Reads the text of a JSON report. Its paths are taken to be relative to `cwd` (absolute). Throws a ReportError. */
export function readJsonReport(name: string, text: string, cwd: string): ReadReport {
  const { tool, findings, problems, summary } = parse(name, text);
  const pathOf = (path: string): string => absolute(cwd, path);
  const place = ({ path, range }: RawLocation): Location => ({ path: pathOf(path), range, start: 0, end: 0 });
  return {
    toolVersion: tool.version,
    findings: findings.map(({ rule, severity, message, related, fixes, ...at }) => {
      const read = fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, path: pathOf(edit.path) })) }));
      return { ...place(at), rule, severity, message, related: related.map((step) => ({ ...place(step), message: step.message })), tags: [], fixes: () => read };
    }),
    problems: problems.map((problem) => ({ ...problem, ...(problem.path !== undefined && { path: pathOf(problem.path) }) })),
    summary,
  };
}

function parse(name: string, text: string): RawReport {
  const fail = (what: string, mend = 'Make it with `async-pitfalls audit --format json --output FILE`.'): never => {
    throw new ReportError(`${name} ${what}. ${mend}`);
  };
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return fail(text.trim() === '' ? 'is empty' : `is not valid JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  if (!isObject(value) || !isObject(value['tool']) || value['tool']['name'] !== 'async-pitfalls') return fail('is no report of async-pitfalls');
  const { version: found } = value;
  if (typeof found === 'number' && found > version) return fail(`was made by a newer version of async-pitfalls (report version ${found}, this one knows ${version})`, 'Update async-pitfalls.');
  return isReport(value) ? value : fail('is no whole report of async-pitfalls: parts of it are missing or changed');
}

function isReport(value: Record<string, unknown>): value is Record<string, unknown> & RawReport {
  const { tool, findings, problems, summary } = value;
  return value['version'] === version && isObject(tool) && typeof tool['version'] === 'string'
    && isListOf(findings, isFinding) && isListOf(problems, (problem) => isText(problem, 'kind', 'message')) && isSummary(summary);
}

function isFinding(value: unknown): boolean {
  return isPlace(value) && isText(value, 'rule', 'severity', 'message') && isObject(value)
    && isListOf(value['related'], (step) => isPlace(step) && isText(step, 'message'))
    && isListOf(value['fixes'], (fix) => isText(fix, 'id', 'title') && isObject(fix) && isListOf(fix['edits'], (edit) => isText(edit, 'path', 'text')));
}

function isPlace(value: unknown): boolean {
  const isPosition = (position: unknown): boolean => isObject(position) && typeof position['line'] === 'number' && typeof position['column'] === 'number';
  return isText(value, 'path') && isObject(value) && isObject(value['range']) && isPosition(value['range']['start']) && isPosition(value['range']['end']);
}

function isSummary(value: unknown): boolean {
  return isObject(value) && typeof value['partial'] === 'boolean' && ['files', 'suppressed', 'baselined', 'durationMs'].every((name) => typeof value[name] === 'number');
}

function isText(value: unknown, ...names: string[]): boolean {
  return isObject(value) && names.every((name) => typeof value[name] === 'string');
}

function isListOf(value: unknown, isRight: (entry: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isRight);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
