import { isBusyWait } from '../analysis/busy-wait.ts';
import type { Edit, Finding, Fix, Severity } from '../analysis/finding.ts';
import { T, unwrap, walk } from '../analysis/nodes.ts';
import { covers, readSuppressions, type Suppression } from '../analysis/suppressions.ts';
import type { Span } from '../analysis/text.ts';
import type { Unit } from '../analysis/unit.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { catalogue } from '../rules/catalogue.ts';
import { metaRules } from './meta-rules.ts';
import { didYouMean } from './nearest.ts';

type MetaRule = (typeof metaRules)[number];

/** What decides whether a comment does its work. */
export interface SuppressionContext {
  /** The rules that ran to their end, and whether those are all there are. */
  ran: ReadonlySet<string>;
  ranAll: boolean;
  knowledge: Knowledge;
  severityOf(rule: MetaRule['id']): Severity;
}

/** Takes away what comments suppress, and reports the comments that suppress nothing or name no rule. */
export function applySuppressions(unit: Unit, findings: readonly Finding[], context: SuppressionContext): { kept: Finding[]; suppressed: number } {
  if (!unit.text.includes('-disable')) return { kept: [...findings], suppressed: 0 };
  const suppressions = readSuppressions(unit.comments, unit.lines);
  const used = new Set<Suppression>();
  const kept = findings.filter((finding) => {
    const covering = suppressions.filter((suppression) => covers(suppression, finding.rule, finding.range.start.line));
    for (const suppression of covering) used.add(suppression);
    return covering.length === 0;
  });

  const idle = idleSuppressions(unit, suppressions, used, context);
  const reported = idle
    .map(({ suppression, rule }) => toFinding(unit, suppression, rule, idle.map((other) => other.suppression), suppressions, context))
    .filter((finding) => finding !== undefined)
    // Only by name: a comment for all rules would hide that it is itself of no use.
    .filter((finding) => !suppressions.some((suppression) => suppression.rule !== undefined && covers(suppression, finding.rule, finding.range.start.line)));
  return { kept: [...kept, ...reported], suppressed: findings.length - kept.length };
}

const knownIds: ReadonlySet<string> = new Set(catalogue.map((entry) => entry.id));
const [unused, unknown] = metaRules;

interface Idle {
  suppression: Suppression;
  rule: MetaRule;
}

function idleSuppressions(unit: Unit, suppressions: readonly Suppression[], used: ReadonlySet<Suppression>, context: SuppressionContext): Idle[] {
  const blockingLines = lazy(() => linesOfBlockingCalls(unit, context.knowledge));
  return suppressions.flatMap((suppression): Idle[] => {
    if (suppression.foreign) return [];
    if (suppression.rule !== undefined && !knownIds.has(suppression.rule)) return [{ suppression, rule: unknown }];
    if (used.has(suppression) || metaRules.some(({ id }) => id === suppression.rule)) return [];
    const judged = suppression.rule === undefined ? context.ranAll : context.ran.has(suppression.rule);
    if (!judged) return [];
    // At a blocking API in a plain helper nothing is reported, but the comment clears what callers would be told.
    if ((suppression.rule === undefined || suppression.rule === 'blocking-call') && blockingLines().some((line) => covers(suppression, 'blocking-call', line))) return [];
    return [{ suppression, rule: unused }];
  });
}

function linesOfBlockingCalls(unit: Unit, knowledge: Knowledge): number[] {
  const lines: number[] = [];
  walk(unit.ast, (node) => {
    const start = unit.lines.position(node.range[0]).line;
    if ((node.type === T.WhileStatement || node.type === T.DoWhileStatement || node.type === T.ForStatement) && isBusyWait(node, unit.scopes)) lines.push(start);
    const callee = node.type === T.CallExpression || node.type === T.NewExpression ? unwrap(node.callee) : undefined;
    if (callee && knowledge.blockingCalls.find(unit.origins(callee))) lines.push(start, unit.lines.position(callee.range[1]).line);
  });
  return lines;
}

function toFinding(unit: Unit, suppression: Suppression, rule: MetaRule, idle: readonly Suppression[], all: readonly Suppression[], context: SuppressionContext): Finding | undefined {
  const severity = context.severityOf(rule.id);
  if (severity === 'off') return undefined;
  const subject = suppression.rule === undefined ? 'This comment suppresses nothing' : `This comment suppresses no '${suppression.rule}'`;
  return {
    ...unit.locate(suppression.at),
    rule: rule.id,
    severity,
    message: rule === unknown
      ? `No rule is called '${suppression.rule}', so this comment suppresses nothing.${didYouMean(suppression.rule ?? '', knownIds)}`
      : `${subject}: the code it stands for has no such finding.`,
    related: [],
    tags: rule === unused ? ['unnecessary'] : [],
    fixes: () => toFixes(unit, suppression, rule, idle, all),
  };
}

function toFixes(unit: Unit, suppression: Suppression, rule: MetaRule, idle: readonly Suppression[], all: readonly Suppression[]): Fix[] {
  const inComment = all.filter((other) => other.comment.start === suppression.comment.start);
  const isWhole = inComment.every((other) => idle.includes(other));
  const span = isWhole ? commentRemoval(unit, suppression.comment) : idRemoval(unit.text, suppression.at);
  if (!span) return [];
  const edits: Edit[] = [span, ...(isWhole ? endRemovals(unit, inComment, all) : [])].map((edit) => ({ path: unit.path, ...edit }));
  return [{ id: 'remove', title: rule.fixes.remove.title, safe: rule.fixes.remove.safe, edits }];
}

/** The comments that end what is removed, and nothing else, go with it. */
function endRemovals(unit: Unit, removed: readonly Suppression[], all: readonly Suppression[]): (Span & { text: string })[] {
  const ends = new Map(removed.flatMap(({ endedBy }) => (endedBy ? [[endedBy.start, endedBy] as const] : [])));
  const isOnlyEnd = (end: Span): boolean => all.every(({ endedBy, comment }) => endedBy?.start !== end.start || removed.some((other) => other.comment.start === comment.start));
  return [...ends.values()].filter(isOnlyEnd).map((end) => commentRemoval(unit, end)).filter((edit) => edit !== undefined);
}

/** An id goes with the comma that follows it, the last one with the comma before it. */
function idRemoval(text: string, id: Span): Span & { text: string } {
  const after = /^\s*,\s*/.exec(text.slice(id.end));
  if (after) return { start: id.start, end: id.end + after[0].length, text: '' };
  const before = /[\s,]*$/.exec(text.slice(0, id.start))?.[0].length ?? 0;
  return { start: id.start - before, end: id.end, text: '' };
}

/** The whole comment: with its line when it stands alone, with the braces that hold it in JSX. */
function commentRemoval(unit: Unit, comment: Span): (Span & { text: string }) | undefined {
  const { text } = unit;
  const { start, end } = jsxContainer(unit, comment) ?? comment;
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const rest = /^[ \t]*(?:\r\n|\n|\r|$)/.exec(text.slice(end));
  const indent = /[ \t]*$/.exec(text.slice(lineStart, start))?.[0].length ?? 0;
  if (rest && lineStart + indent === start) return { start: lineStart, end: end + rest[0].length, text: '' };
  if (rest) return { start: start - indent, end, text: '' };
  // A line end in a comment ends statements as well: inside a line of code only a comment of one line is taken away.
  if (/[\r\n]/.test(text.slice(start, end))) return undefined;
  const space = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  // Brackets part what they stand between; words and operators would become one.
  const joins = indent === 0 && start > lineStart && space === 0 && !/[(){}[\];,]/.test(text.charAt(start - 1) + text.charAt(end));
  return { start, end: end + space, text: joins ? ' ' : '' };
}

function jsxContainer(unit: Unit, comment: Span): Span | undefined {
  let found: Span | undefined;
  walk(unit.ast, (node) => {
    if (node.type !== T.JSXExpressionContainer || node.expression.type !== T.JSXEmptyExpression) return;
    const holds = node.range[0] < comment.start && comment.end < node.range[1];
    const inside = `${unit.text.slice(node.range[0] + 1, comment.start)}${unit.text.slice(comment.end, node.range[1] - 1)}`;
    if (holds && inside.trim() === '') found = { start: node.range[0], end: node.range[1] };
  });
  return found;
}

function lazy<V>(make: () => V): () => V {
  let made: { value: V } | undefined;
  return () => (made ??= { value: make() }).value;
}
