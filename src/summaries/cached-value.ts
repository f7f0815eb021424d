import { enclosingFunction, isFunction, isInside, propertyName, T, unwrap, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { Unit } from '../analysis/unit.ts';

/**
 * Whether what is made at a node is kept and not made again: `cache ??= make()`, `if (!cache) cache = make()`,
 * `if (cache) return cache; cache = make()`, `if (!done) { make(); done = true; }`, where the cache or flag outlives the function;
 * `const known = cache.get(key); if (known) return known; const made = make(); cache.set(key, made)`.
 */
export function isFilledOnce(node: Node, unit: Unit): boolean {
  const fn = enclosingFunction(node);
  if (!fn) return false;
  for (let at: Node | undefined = node; at && at !== fn; at = at.parent) {
    if (isFunction(at)) return false;
    if (at.type === T.IfStatement && isFlagged(at, node, unit, fn)) return true;
    if (at.type === T.VariableDeclaration && isEntered(at, unit, fn)) return true;
    if (at.type !== T.AssignmentExpression || !outlives(at.left, unit, fn)) continue;
    if (at.operator === '??=' || at.operator === '||=') return true;
    if (at.operator === '=' && isGuarded(at, unit)) return true;
  }
  return false;
}

/** Whether an assignment's target is still there after the function returns. */
function outlives(target: Node, unit: Unit, fn: Node): boolean {
  const at = unwrap(target);
  if (at.type === T.ThisExpression) return true;
  if (at.type === T.MemberExpression) return outlives(at.object, unit, fn);
  if (at.type !== T.Identifier) return false;
  const declared = unit.scopes.variableOf(at)?.defs[0]?.name;
  return declared === undefined || declared.range[0] < fn.range[0] || declared.range[1] > fn.range[1];
}

/** `if (!done) { …; done = true; }`, `if (!files[name]) { const text = read(name); files[name] = parse(text); }`; `node` is in the branch. */
function isFlagged(statement: TSESTree.IfStatement, node: Node, unit: Unit, fn: Node): boolean {
  const { test, consequent } = statement;
  if (consequent.type !== T.BlockStatement || !isInside(node, consequent)) return false;
  return consequent.body.some((inner) => {
    const assignment = inner.type === T.ExpressionStatement && inner.expression.type === T.AssignmentExpression ? inner.expression : undefined;
    return assignment?.operator === '=' && isAbsence(test, unit.textOf(assignment.left), unit) && outlives(assignment.left, unit, fn) && !isEmpty(assignment.right);
  });
}

/** What is declared goes into a store afterwards, and was looked for there before. */
function isEntered(declaration: TSESTree.VariableDeclaration, unit: Unit, fn: Node): boolean {
  const { parent, declarations: [declarator] } = declaration;
  if (parent.type !== T.BlockStatement || declarator?.id.type !== T.Identifier) return false;
  const index = parent.body.indexOf(declaration);
  const { name } = declarator.id;
  const store = parent.body.slice(index + 1).map((statement) => storeOf(statement, name)).find((found) => found !== undefined && outlives(found, unit, fn));
  const text = store && unit.textOf(store);
  if (text === undefined) return false;
  const before = parent.body.slice(0, index);
  const isLookedUp = before.some((statement) => unit.textOf(statement).includes(text));
  return isLookedUp && before.some((statement) => statement.type === T.IfStatement && leaves(statement.consequent));
}

/** `store.set(key, name)`, `store[key] = name`. */
function storeOf(statement: Node, name: string): Node | undefined {
  const at = statement.type === T.ExpressionStatement ? unwrap(statement.expression) : undefined;
  const isIt = (value: Node | undefined): boolean => value?.type === T.Identifier && value.name === name;
  if (at?.type === T.AssignmentExpression && at.left.type === T.MemberExpression && at.left.computed && isIt(at.right)) return at.left.object;
  if (at?.type !== T.CallExpression || at.callee.type !== T.MemberExpression || propertyName(at.callee) !== 'set') return undefined;
  return isIt(at.arguments[1]) ? at.callee.object : undefined;
}

/** A value after which it would be made again. */
function isEmpty(value: Node): boolean {
  const at = unwrap(value);
  return (at.type === T.Literal && !at.value) || (at.type === T.Identifier && at.name === 'undefined');
}

function isGuarded(assignment: TSESTree.AssignmentExpression, unit: Unit): boolean {
  const target = unit.textOf(assignment.left);
  for (let child: Node = assignment, at: Node | undefined = child.parent; at && !isFunction(at); child = at, at = at.parent) {
    if (at.type === T.IfStatement && at.consequent === child && isAbsence(at.test, target, unit)) return true;
    if (at.type === T.LogicalExpression && at.operator !== '&&' && at.right === child && unit.textOf(at.left) === target) return true;
    if (at.type !== T.BlockStatement) continue;
    const before = at.body.slice(0, at.body.indexOf(child as TSESTree.Statement));
    if (before.some((statement) => statement.type === T.IfStatement && isPresence(statement.test, target, unit) && leaves(statement.consequent))) return true;
  }
  return false;
}

/** `!x`, `x === undefined`, `x == null`, and the last two the other way round. */
function isAbsence(test: Node, target: string, unit: Unit): boolean {
  if (test.type === T.UnaryExpression && test.operator === '!') return unit.textOf(test.argument) === target;
  return isComparison(test, /^={2,3}$/, target, unit);
}

function isPresence(test: Node, target: string, unit: Unit): boolean {
  return unit.textOf(test) === target || isComparison(test, /^!={1,2}$/, target, unit);
}

function isComparison(test: Node, operator: RegExp, target: string, unit: Unit): boolean {
  if (test.type !== T.BinaryExpression || !operator.test(test.operator)) return false;
  const sides = [unit.textOf(test.left), unit.textOf(test.right)];
  return sides.includes(target) && sides.some((side) => side === 'undefined' || side === 'null');
}

function leaves(statement: Node): boolean {
  if (statement.type === T.ReturnStatement) return true;
  return statement.type === T.BlockStatement && statement.body.at(-1)?.type === T.ReturnStatement;
}
