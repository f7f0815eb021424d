import { CheckerLost } from './checker.ts';
import { childrenOf, type Node } from './nodes.ts';
import type { Finding, Fix, Problem, Severity } from './finding.ts';
import type { ReportInput, Rule, Visitor } from './rule.ts';
import type { Unit } from './unit.ts';

/** A rule with what it shall see and how loud it shall be. */
export interface RuleRun<U extends Unit> {
  rule: Rule<U>;
  unit: U;
  severity: Exclude<Severity, 'off'>;
  /** The user named a severity: it also overrules the lower severities that a rule gives single findings. */
  explicit: boolean;
}

/** What the rules found in one unit, unsorted and before suppressions. */
export interface RunResult {
  findings: Finding[];
  problems: Problem[];
}

type Handler = (node: Node) => void;

/** Runs rules over a unit's tree in one traversal. A rule that throws is a problem and is left out for the rest of the file. Throws CheckerLost. */
export function runRules<U extends Unit>(unit: Unit, runs: readonly RuleRun<U>[], onTime?: (rule: string, milliseconds: number) => void): RunResult {
  const result: RunResult = { findings: [], problems: [] };
  const crashed = new Set<RuleRun<U>>();
  const handlers = new Map<string, { run: RuleRun<U>; handle: Handler }[]>();

  const guarded = (run: RuleRun<U>, action: () => void): void => {
    if (crashed.has(run)) return;
    const start = onTime && performance.now();
    try {
      action();
    } catch (error) {
      // That is no fault of the rule, and the others would have nobody to ask either.
      if (error instanceof CheckerLost) throw error;
      crashed.add(run);
      const reason = error instanceof Error ? `${error.message} (${(error.stack ?? '').split('\n')[1]?.trim() ?? 'no stack'})` : String(error);
      result.problems.push({ kind: 'rule', path: unit.path, message: `Rule ${run.rule.id} failed on this file and was left out: ${reason}` });
    }
    if (start !== undefined) onTime?.(run.rule.id, performance.now() - start);
  };

  for (const run of runs) {
    guarded(run, () => {
      const visitor: Visitor = run.rule.check(run.unit, (input) => result.findings.push(toFinding(unit, run, input)));
      for (const [type, handle] of Object.entries(visitor)) {
        const list = handlers.get(type) ?? [];
        list.push({ run, handle: handle as Handler });
        handlers.set(type, list);
      }
    });
  }
  const call = (type: string, node: Node): void => {
    for (const { run, handle } of handlers.get(type) ?? []) guarded(run, () => handle(node));
  };
  traverse(unit.ast, (node) => call(node.type, node), (node) => call(`${node.type}:exit`, node));
  // Crashed half-way, a rule may have reported what it would have taken back.
  const failed = new Set([...crashed].map((run) => run.rule.id));
  result.findings = result.findings.filter((finding) => !failed.has(finding.rule));
  return result;
}

/** Depth first with a stack of its own; `leave` comes after a node's children. */
function traverse(root: Node, enter: Handler, leave: Handler): void {
  const stack: { node: Node; left: boolean }[] = [{ node: root, left: false }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    if (top.left) {
      leave(top.node);
      continue;
    }
    enter(top.node);
    stack.push({ node: top.node, left: true });
    const children = childrenOf(top.node);
    for (let index = children.length - 1; index >= 0; index -= 1) stack.push({ node: children[index] as Node, left: false });
  }
}

function toFinding<U extends Unit>(unit: Unit, run: RuleRun<U>, input: ReportInput<string, string>): Finding {
  const { rule } = run;
  const template = rule.messages[input.message];
  if (template === undefined) throw new Error(`rule ${rule.id} has no message '${input.message}'`);
  return {
    ...unit.locate(input.at),
    rule: rule.id,
    severity: run.explicit ? run.severity : (input.severity ?? run.severity),
    message: fill(template, input.data ?? {}),
    related: (input.related ?? []).map((related) => ({ ...('location' in related ? related.location : unit.locate(related.at)), message: related.message })),
    tags: input.tags ?? [],
    fixes: remember(() => toFixes(unit, rule, input)),
  };
}

function toFixes<U>(unit: Unit, rule: Rule<U>, input: ReportInput<string, string>): Fix[] {
  const fixes: Fix[] = [];
  for (const [id, make] of Object.entries(input.fixes ?? {})) {
    const meta = rule.fixes[id];
    const edits = make?.();
    if (!meta || !edits || edits.length === 0) continue;
    fixes.push({ id, title: meta.title, safe: meta.safe, edits: edits.map((edit) => ({ ...edit, path: edit.path ?? unit.path })) });
  }
  return fixes;
}

function remember<V>(make: () => V): () => V {
  let made: { value: V } | undefined;
  return () => (made ??= { value: make() }).value;
}

function fill(template: string, data: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in data ? String(data[name]) : whole));
}
