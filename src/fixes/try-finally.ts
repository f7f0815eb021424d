import { applyEdits } from '../analysis/edits.ts';
import { enclosingFunction, enclosingStatement, isFunction, isInside, T, unwrap, walk, walkOwn, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Variable } from '../analysis/scopes.ts';
import type { Span } from '../analysis/text.ts';
import type { Unit } from '../analysis/unit.ts';
import { lineChunk, listAround, wholeLines, type Chunk } from './lines.ts';
import { keepsWhiteSpace } from './moved-lines.ts';
import { indentationAt, styleOf } from './style.ts';

/** Something to release on every way out. */
export interface Cleanup {
  /** From after this statement on it has to be released. */
  acquire: TSESTree.Statement;
  /** The statements that release it now. */
  releases: readonly TSESTree.Statement[];
  /** What to write where there is no release yet; without it such a cleanup is refused. */
  release: string | undefined;
  /** The release gives a promise, which the finally block awaits. */
  awaited: boolean;
  /** A variable that may be null: checks of it stay before the try. */
  variable: Variable | undefined;
}

/** What of a statement list goes into a try block, and what into its finally. */
interface Plan {
  cleanup: Cleanup;
  list: readonly TSESTree.Statement[];
  /** Indexes of the first and the last statement of the try block. */
  from: number;
  to: number;
  /** The lines of the finally block, without indentation. */
  finalLines: string[];
  /** Lines that go: releases that move into the finally block. */
  removed: Chunk[];
}

/**
 * Wraps what follows an acquire in try/finally and moves its release there; several cleanups of one statement list nest.
 * Variables that are used after it are declared before it. Undefined where that cannot keep the meaning or the layout.
 */
export function tryFinally(unit: Unit, cleanups: readonly Cleanup[]): EditInput[] | undefined {
  const [first, ...others] = cleanups.map((cleanup) => planOf(cleanup, cleanups, unit));
  if (!first) return undefined;
  const nested = others.filter((plan) => plan !== undefined && plan.list === first.list && plan.from > first.from && plan.from <= first.to) as Plan[];
  // Outer before inner. One that starts inside another has to end there as well.
  const plans = [first, ...nested.sort((left, right) => left.from - right.from)];
  if (plans.some((plan, index) => plans.slice(0, index).some((outer) => plan.from <= outer.to && plan.to > outer.to))) return undefined;
  const removed = plans.flatMap((plan) => plan.removed).sort((left, right) => left.start - right.start);
  if (removed.some((chunk, index) => chunk.start < (removed[index - 1]?.end ?? 0))) return undefined;
  const parts = plans.map((plan) => wrap(plan, plans, unit));
  const whole = parts.filter((part) => part !== undefined);
  const awaits = returnsToAwait(first, unit);
  if (whole.length !== parts.length || !awaits) return undefined;
  return asOne(unit, [
    ...whole.flatMap((part) => part.edits),
    ...whole.map((part) => part.end).reverse(),
    ...indents(whole, plans, unit),
    ...awaits,
  ]);
}

function planOf(cleanup: Cleanup, all: readonly Cleanup[], unit: Unit): Plan | undefined {
  const { acquire, releases } = cleanup;
  const list = listAround(acquire);
  if (!list) return undefined;
  const start = list.indexOf(acquire);
  const isRelease = (statement: Node | undefined): boolean => all.some((other) => other.releases.some((release) => release === statement));
  const own = list.findIndex((statement, index) => index > start && releases.includes(statement));
  let to = list.length - 1;
  let main = own >= 0 ? list[own] : releases.find((release) => isInside(release, list[list.length - 1] ?? acquire) || list.some((statement) => isInside(release, statement)));
  if (own >= 0) {
    to = own - 1;
    // Releases in a row belong to what is nested here: all of them come after the last statement that uses anything.
    while (isRelease(list[to])) to -= 1;
    let last = own;
    while (isRelease(list[last + 1])) last += 1;
    if (isPlainReturn(list[last + 1]) && last + 2 === list.length) to = last + 1;
  } else if (main) {
    const release = main;
    const holder = list.findIndex((statement) => isInside(release, statement));
    if (holder <= start || !releases.every((other) => isInside(other, list[holder] as Node))) return undefined;
    to = holder;
  }
  const from = firstIndex(list, start + 1, to, cleanup, unit);
  if (from > to) return undefined;
  const region = { start: (list[from] as Node).range[0], end: (list[to] as Node).range[1] };
  const stays = releases.filter((release) => release !== main && !(release.range[0] >= region.start && release.range[1] <= region.end));
  if (stays.length > 0 || (!main && cleanup.release === undefined)) return undefined;
  if (releases.some((release) => isFinal(release) || isLeftEmpty(release, releases))) return undefined;
  const chunks = releases.map((release) => lineChunk(unit, release, release === main));
  const removed = chunks.filter((chunk) => chunk !== undefined);
  if (removed.length !== chunks.length) return undefined;
  const mainChunk = main && removed[releases.indexOf(main)];
  if (main && declaresUsed(list.slice(from, to + 1), main, unit)) return undefined;
  return { cleanup, list, from, to, removed, finalLines: mainChunk && main ? finalLines(mainChunk, main, cleanup) : [(cleanup.release ?? '').replace(styleOf(unit).semicolons ? /(?!)/ : /;$/, '')] };
}

/** The lines of a release, awaited where that is called for. */
function finalLines({ lines }: Chunk, release: TSESTree.Statement, { awaited }: Cleanup): string[] {
  const expression = release.type === T.ExpressionStatement ? unwrap(release.expression) : undefined;
  if (!awaited || expression?.type !== T.CallExpression) return lines;
  // Comments come first.
  const at = lines.findIndex((line) => !/^\s*(?:\/\/|\/\*|\*)/.test(line));
  return lines.map((line, index) => (index === at ? `await ${line}` : line));
}

/** A release that already stands in a finally block: what is amiss stands before that, and has a mend of its own. */
function isFinal(release: Node): boolean {
  for (let at = release; at.parent && !isFunction(at.parent); at = at.parent) if (at.parent.type === T.TryStatement && at.parent.finalizer === at) return true;
  return false;
}

/** Whether a block would have nothing in it without its releases. */
function isLeftEmpty(release: TSESTree.Statement, releases: readonly TSESTree.Statement[]): boolean {
  const list = listAround(release);
  return !list || (list.every((statement) => releases.includes(statement)));
}

/** `return rows;` may go into the try block: nothing happens in it that the release could change. */
function isPlainReturn(statement: Node | undefined): boolean {
  if (statement?.type !== T.ReturnStatement) return false;
  const value = statement.argument && unwrap(statement.argument);
  if (!value || value.type === T.Identifier || value.type === T.Literal) return true;
  return value.type === T.ObjectExpression && value.properties.every((property) => property.type === T.Property && !property.computed && (property.value.type === T.Identifier || property.value.type === T.Literal));
}

/** Leaves out what cannot throw, and the checks whether there is anything to release. */
function firstIndex(list: readonly TSESTree.Statement[], from: number, to: number, { variable }: Cleanup, unit: Unit): number {
  let index = from;
  while (index <= to && (isIdle(list[index] as Node) || (variable !== undefined && isGuard(list[index] as Node, variable, unit)))) index += 1;
  return index;
}

function isIdle(statement: Node): boolean {
  // A declared function runs when it is called.
  if (statement.type === T.FunctionDeclaration) return true;
  let idle = true;
  walkOwn(statement, (node) => {
    if (/^(?:Call|New|Await|Yield|TaggedTemplate|Import)Expression$|^(?:Return|Throw|Break|Continue|For\w*|While|DoWhile)Statement$/.test(node.type)) idle = false;
  });
  return idle;
}

function isGuard(statement: Node, variable: Variable, unit: Unit): boolean {
  if (statement.type !== T.IfStatement || statement.alternate) return false;
  const test = unwrap(statement.test);
  const value = test.type === T.UnaryExpression && test.operator === '!' ? test.argument : test.type === T.BinaryExpression && /^={2,3}$/.test(test.operator) && /^(?:null|undefined)$/.test(unit.textOf(test.right)) ? test.left : undefined;
  const name = value && unwrap(value);
  if (name?.type !== T.Identifier || unit.scopes.variableOf(name) !== variable) return false;
  const last = statement.consequent.type === T.BlockStatement ? statement.consequent.body.at(-1) : statement.consequent;
  return last?.type === T.ReturnStatement || last?.type === T.ThrowStatement || last?.type === T.ContinueStatement || last?.type === T.BreakStatement;
}

/** Whether the release uses something that only the try block declares. */
function declaresUsed(statements: readonly TSESTree.Statement[], release: Node, unit: Unit): boolean {
  return statements.some((statement) => unit.scopes.declaredIn(statement).concat(declaredBy(statement, unit)).some((variable) => variable.references.some(({ identifier }) => isInside(identifier, release))));
}

function declaredBy(statement: Node, unit: Unit): Variable[] {
  return statement.type === T.VariableDeclaration ? statement.declarations.flatMap((declarator) => [...unit.scopes.declaredIn(declarator)]) : [...unit.scopes.declaredIn(statement)];
}

/** One try/finally: the edits up to its end, the edit at its end, and the lines that it indents. */
interface Part {
  edits: EditInput[];
  end: EditInput;
  lines: Span | undefined;
}

function wrap(plan: Plan, all: readonly Plan[], unit: Unit): Part | undefined {
  const { list, from, to } = plan;
  const { eol, indent } = styleOf(unit);
  const first = list[from] as TSESTree.Statement;
  const depth = all.filter((outer) => outer !== plan && outer.from <= from && outer.to >= to).length;
  const base = indentationAt(unit.text, first.range[0]) + indent.repeat(depth);
  const final = plan.finalLines.map((line) => (line === '' ? '' : base + indent + line)).join(eol);
  const removals = plan.removed.map((chunk) => ({ start: chunk.start, end: chunk.end, text: '' }));
  // A try without a finally of its own takes this one.
  if (from === to && first.type === T.TryStatement && !first.finalizer) {
    return { edits: removals, end: { start: first.range[1], end: first.range[1], text: ` finally {${eol}${final}${eol}${base}}` }, lines: undefined };
  }
  const lines = wholeLines(unit, list[from - 1], first, list[to] as TSESTree.Statement);
  const hoisted = lines && hoist(plan, all, unit);
  if (!hoisted) return undefined;
  const opening = hoisted.declarations.map((line) => base + line + eol).join('') + `${base}try {${eol}`;
  return {
    edits: [...removals, ...hoisted.edits, { start: lines.start, end: lines.start, text: opening }],
    end: { start: lines.end, end: lines.end, text: `${base}} finally {${eol}${final}${eol}${base}}${eol}` },
    lines,
  };
}

/** Indents every line once for each try block that it comes to stand in. */
function indents(parts: readonly Part[], plans: readonly Plan[], unit: Unit): EditInput[] {
  const removed = plans.flatMap((plan) => plan.removed);
  const { indent } = styleOf(unit);
  const depths = new Map<number, number>();
  for (const { lines } of parts) {
    if (lines) for (const start of lineStarts(unit, lines, removed)) depths.set(start, (depths.get(start) ?? 0) + 1);
  }
  return [...depths].map(([start, depth]) => ({ start, end: start, text: indent.repeat(depth) }));
}

/** Where the lines of a region start that can be indented: not the empty ones, nor those whose white space means something. */
function lineStarts(unit: Unit, { start, end }: { start: number; end: number }, removed: readonly Chunk[]): number[] {
  const fixed: { start: number; end: number }[] = [];
  walk(unit.ast, (node) => {
    if (node.range[1] <= start || node.range[0] >= end) return false;
    if (keepsWhiteSpace(unit, node)) fixed.push({ start: node.range[0], end: node.range[1] });
    return true;
  });
  const starts: number[] = [];
  for (let at = start; at < end;) {
    const next = unit.text.indexOf('\n', at);
    const stop = next < 0 || next >= end ? end : next;
    if (unit.text.slice(at, stop).trim() !== '' && !fixed.some((span) => span.start < at && at < span.end) && !removed.some((chunk) => chunk.start <= at && at < chunk.end)) starts.push(at);
    at = stop + 1;
  }
  return starts;
}

/** Declares what the try block declares and other code uses (later lines, and functions above) before the try. */
function hoist(plan: Plan, all: readonly Plan[], unit: Unit): { declarations: string[]; edits: EditInput[] } | undefined {
  const { list, from, to } = plan;
  const { semicolons } = styleOf(unit);
  const found: { declarations: string[]; edits: EditInput[] } = { declarations: [], edits: [] };
  const region = { start: (list[from] as Node).range[0], end: (list[to] as Node).range[1] };
  const isUsedElsewhere = (variable: Variable): boolean => variable.references.some(({ identifier }) => isOutside(identifier, region) && !all.some((other) => other.removed.some((chunk) => chunk.start <= identifier.range[0] && identifier.range[1] <= chunk.end)));
  for (let index = from; index <= to; index += 1) {
    const statement = list[index] as TSESTree.Statement;
    // An outer try that ends later has the say; the variable is declared once, before the outermost that needs it.
    if (statement.type === T.VariableDeclaration && statement.kind === 'var') continue;
    const needed = declaredBy(statement, unit).filter(isUsedElsewhere);
    if (needed.length === 0) continue;
    if (all.some((outer) => outer !== plan && outer.from <= from && outer.to >= to && needed.some((variable) => isUsedOutside(variable, outer)))) {
      if (needed.some((variable) => !all.some((outer) => outer !== plan && outer.from <= from && outer.to >= to && isUsedOutside(variable, outer)))) return undefined;
      continue;
    }
    const [declarator] = statement.type === T.VariableDeclaration ? statement.declarations : [];
    if (statement.type !== T.VariableDeclaration || !declarator?.init || statement.declarations.length !== 1 || statement.kind.endsWith('using')) return undefined;
    const names = declaredBy(statement, unit);
    const isPattern = declarator.id.type !== T.Identifier;
    if (isPattern && declarator.id.typeAnnotation) return undefined;
    for (const variable of names) {
      const name = variable.identifiers[0] as TSESTree.Identifier | undefined;
      const type = name && typeOf(name, variable, unit);
      if (!name || type === undefined) return undefined;
      found.declarations.push(`let ${name.name}${type}${semicolons ? ';' : ''}`);
    }
    const target = declarator.id.typeAnnotation ? unit.text.slice(declarator.id.range[0], declarator.id.typeAnnotation.range[0]) : unit.textOf(declarator.id);
    // Without semicolons the line before would go on with the parenthesis.
    found.edits.push({ start: statement.range[0], end: declarator.id.range[1], text: isPattern ? `${semicolons ? '' : ';'}(${target}` : target });
    if (isPattern) found.edits.push({ start: declarator.range[1], end: declarator.range[1], text: ')' });
  }
  return found;
}

function isUsedOutside(variable: Variable, { list, from, to }: Plan): boolean {
  const region = { start: (list[from] as Node).range[0], end: (list[to] as Node).range[1] };
  return variable.references.some(({ identifier }) => isOutside(identifier, region));
}

function isOutside({ range: [start, end] }: Pick<Node, 'range'>, region: Span): boolean {
  return start > region.end || end <= region.start;
}

/** The annotation for a variable that is declared without a value: none in JavaScript. */
function typeOf(name: TSESTree.Identifier, variable: Variable, unit: Unit): string | undefined {
  if (!unit.isTypeScript) return '';
  if (name.typeAnnotation) return unit.textOf(name.typeAnnotation);
  const text = unit.types.typeText(name);
  if (text !== undefined) return `: ${text}`;
  // TypeScript follows what is assigned, except into closures.
  const home = enclosingFunction(name);
  return variable.references.every(({ identifier }) => enclosingFunction(identifier) === home) ? '' : undefined;
}

/** `return promise` in the try block would release before the promise settles: it is awaited. Undefined where that cannot be written. */
function returnsToAwait({ list, from, to }: Plan, unit: Unit): EditInput[] | undefined {
  const edits: EditInput[] = [];
  let canWrite = true;
  for (const statement of list.slice(from, to + 1)) {
    const fn = enclosingFunction(statement);
    walkOwn(statement, (node) => {
      if (node.type !== T.ReturnStatement || !node.argument || enclosingFunction(node) !== fn) return;
      const value = unwrap(node.argument);
      const awaitability = unit.types.awaitability(value);
      if (value.type === T.AwaitExpression || awaitability === 'never' || (awaitability === 'unknown' && value.type !== T.CallExpression)) return;
      if (fn?.async && (value.type === T.CallExpression || value.type === T.Identifier || value.type === T.MemberExpression)) {
        edits.push({ start: node.argument.range[0], end: node.argument.range[0], text: 'await ' });
      } else canWrite = false;
    });
  }
  return canWrite ? edits : undefined;
}

/** One edit for the whole: two fixes of one function must never be mixed. */
function asOne(unit: Unit, edits: readonly EditInput[]): EditInput[] {
  const start = Math.min(...edits.map((edit) => edit.start));
  const end = Math.max(...edits.map((edit) => edit.end));
  const text = applyEdits(unit.text.slice(start, end), edits.map((edit) => ({ ...edit, path: unit.path, start: edit.start - start, end: edit.end - start })));
  return [{ start, end, text }];
}

/**
 * The statement after which something is held in a statement list that also has its releases: the acquiring one, or the
 * `if` whose branch it ends.
 */
export function acquiringStatement(statement: TSESTree.Statement, releases: readonly Node[]): TSESTree.Statement {
  let at = statement;
  for (;;) {
    const block = at.parent;
    const branch = block?.type === T.BlockStatement && block.body.at(-1) === at && block.parent.type === T.IfStatement ? block.parent : undefined;
    if (!branch || !block || releases.some((release) => isInside(release, block))) return at;
    at = branch;
    // `else if` is part of the `if` before it.
    while (at.parent?.type === T.IfStatement) at = at.parent;
  }
}

/** The statement that does nothing but release: `client.release();`, `await file.close();`, `void page.close();`. */
export function releaseStatement(release: Node): TSESTree.Statement | undefined {
  const statement = enclosingStatement(release);
  if (statement?.type !== T.ExpressionStatement) return undefined;
  const expression = unwrap(statement.expression);
  const isUnary = expression.type === T.AwaitExpression || (expression.type === T.UnaryExpression && expression.operator === 'void');
  const inner = isUnary ? unwrap(expression.argument) : expression;
  return inner === release ? statement : undefined;
}
