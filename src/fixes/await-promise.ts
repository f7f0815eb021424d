import { ancestor, enclosingFunction, isInside, T, type Node } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';

/**
 * Whether `await` may stand at a node: in the body (not the parameters) of an async function, or at the top level of an
 * ES module whose compiler options permit it.
 */
export function canAwait(unit: Unit, node: Node): boolean {
  const fn = enclosingFunction(node);
  if (fn) return (fn.async || unit.becomesAsync?.(fn) === true) && isInside(node, fn.body);
  // Field initialisers and static blocks run by themselves, whatever holds the class.
  const isInClass = ancestor(node, (candidate) => candidate.type === T.StaticBlock || candidate.type === T.PropertyDefinition) !== undefined;
  return !isInClass && allowsTopLevelAwait(unit);
}

/** The edits that await an expression, in parentheses where its surroundings need them; undefined where `await` is not allowed. */
export function awaitPromise(unit: Unit, expression: Node): EditInput[] | undefined {
  return canAwait(unit, expression) ? prefixed(unit, expression, 'await') : undefined;
}

/** The edits that put `await` or `void` before an expression, with the parentheses that its parts and its surroundings need. */
export function prefixed(unit: Unit, expression: Node, operator: 'await' | 'void'): EditInput[] {
  const { range: [start, end] } = expression;
  const inner = needsParentheses(expression) && !isParenthesized(unit, expression);
  const outer = isOperand(expression) && (!isParenthesized(unit, expression) || needsParentheses(expression));
  // Parentheses that are there already belong to the expression, unless they are the ones the operator must stand in.
  const [from, to] = needsParentheses(expression) && !inner ? outsideParentheses(unit, expression) : [start, end];
  const before = `${outer ? '(' : ''}${operator} ${inner ? '(' : ''}`;
  const after = `${inner ? ')' : ''}${outer ? ')' : ''}`;
  return [{ start: from, end: from, text: before }, ...(after ? [{ start: to, end: to, text: after }] : [])];
}

/** Whether an expression binds weaker than a unary operator, so that one in front of it would take only its beginning. */
export function needsParentheses(node: Node): boolean {
  switch (node.type) {
    case T.SequenceExpression: case T.AssignmentExpression: case T.ConditionalExpression: case T.LogicalExpression: case T.BinaryExpression:
    case T.ArrowFunctionExpression: case T.YieldExpression: case T.TSAsExpression: case T.TSSatisfiesExpression:
      return true;
    default:
      return false;
  }
}

/** Whether an expression stands in parentheses of its own (not those of a call or a condition). */
export function isParenthesized(unit: Unit, node: Node): boolean {
  const before = previousTokenEnd(unit, node.range[0]);
  const after = nextTokenStart(unit, node.range[1]);
  if (unit.text[before - 1] !== '(' || unit.text[after] !== ')') return false;
  const { parent } = node;
  if (!parent) return false;
  if ((parent.type === T.CallExpression || parent.type === T.NewExpression) && parent.callee !== node) return parent.arguments.length === 1 && unit.text[previousTokenEnd(unit, before - 1) - 1] === '(';
  if (parent.type === T.IfStatement || parent.type === T.WhileStatement || parent.type === T.DoWhileStatement || parent.type === T.SwitchStatement) return unit.text[previousTokenEnd(unit, before - 1) - 1] === '(';
  return before > parent.range[0] && after < parent.range[1];
}

/** The parts of an expression that bind tighter than `await`: `(await p).then`, `(await f)()`. */
function isOperand(node: Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case T.MemberExpression:
      return parent.object === node;
    case T.CallExpression: case T.NewExpression:
      return parent.callee === node;
    case T.TaggedTemplateExpression:
      return parent.tag === node;
    case T.BinaryExpression:
      return parent.operator === '**' && parent.left === node;
    case T.ClassDeclaration: case T.ClassExpression:
      return parent.superClass === node;
    default:
      return false;
  }
}

function outsideParentheses(unit: Unit, node: Node): [number, number] {
  return [previousTokenEnd(unit, node.range[0]) - 1, nextTokenStart(unit, node.range[1]) + 1];
}

/** The offset after the last character before `offset` that is neither white space nor comment. */
function previousTokenEnd(unit: Unit, offset: number): number {
  let at = offset;
  for (;;) {
    while (at > 0 && /\s/.test(unit.text[at - 1] ?? '')) at -= 1;
    const comment = unit.comments.find(({ start, end }) => end === at && start < at);
    if (!comment) return at;
    at = comment.start;
  }
}

function nextTokenStart(unit: Unit, offset: number): number {
  let at = offset;
  for (;;) {
    while (/\s/.test(unit.text[at] ?? '')) at += 1;
    const comment = unit.comments.find(({ start }) => start === at);
    if (!comment) return at;
    at = comment.end;
  }
}

function allowsTopLevelAwait(unit: Unit): boolean {
  const allowed = unit.types.allowsTopLevelAwait();
  if (allowed !== undefined) return allowed;
  if (/\.m[jt]s$/.test(unit.path)) return true;
  // Without compiler options nobody knows what a .ts file becomes.
  return !unit.isTypeScript && unit.ast.body.some((statement) => /^(?:Import|Export)/.test(statement.type));
}
