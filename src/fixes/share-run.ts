import { functionName, isFunction, isInside, isLoop, T, unwrap, walk, walkOwn, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { entryOf, type Entry } from './share-entry.ts';
import { movedLines, type Moved } from './moved-lines.ts';
import { keeperBeside } from './promise-keeper.ts';
import { promiseType } from './share-promise.ts';
import { styleOf } from './style.ts';

/** The statements that are done once for all who come meanwhile, and what becomes of what they give. */
interface Work {
  statements: readonly TSESTree.Statement[];
  /** `return`: the rest of the function, with its value; `value`: up to the write, which takes it; `none`: what it sets is looked at afterwards. */
  gives: 'return' | 'value' | 'none';
}

type Write = TSESTree.AssignmentExpression | TSESTree.CallExpression;

/**
 * The edits that run the statements between a look at a place that was found empty and the write that fills it once for all who
 * come meanwhile: they go into an async function whose promise is kept, for an entry of a map in a map of promises. Undefined
 * where callers may want different work done, or the statements cannot be moved.
 */
export function shareRun(unit: Unit, fn: FunctionNode, read: Node, write: Node): EditInput[] | undefined {
  if ((write.type !== T.AssignmentExpression && write.type !== T.CallExpression) || !isFunction(fn) || fn.generator || fn.body.type !== T.BlockStatement) return undefined;
  const entry = entryOf(unit, write);
  const state = entry?.owner ?? (write.type === T.AssignmentExpression ? unwrap(write.left) : undefined);
  if (!state) return undefined;
  for (const work of worksAround(unit, fn, fn.body, read, write, entry !== undefined)) {
    const moved = isMovable(unit, fn, read, work, entry) ? movedLines(unit, work.statements) : undefined;
    const edits = moved && (entry ? sharedEntry(unit, fn, entry, work, moved) : sharedState(unit, fn, state, write as TSESTree.AssignmentExpression, work, moved));
    if (edits) return edits;
  }
  return undefined;
}

/** The ways to cut the work out, the best first. */
function worksAround(unit: Unit, fn: FunctionNode, body: TSESTree.BlockStatement, read: Node, write: Write, isEntry: boolean): Work[] {
  const works: Work[] = [];
  const statement = write.parent;
  const guard = body.body.findIndex((one) => one.type === T.IfStatement && isInside(read, one.test) && !one.alternate && isReturn(one.consequent));
  const upTo = (list: readonly TSESTree.Statement[]): readonly TSESTree.Statement[] => list.slice(0, list.findIndex((one) => one === statement) + 1);
  const isAssigned = !isEntry && write.type === T.AssignmentExpression && write.operator === '=' && statement.type === T.ExpressionStatement;
  if (guard >= 0) {
    const rest = body.body.slice(guard + 1);
    if (rest.some((one) => isInside(write, one))) works.push({ statements: rest, gives: 'return' });
    if (isAssigned) works.push({ statements: upTo(rest), gives: 'value' });
  }
  let branch: Node | undefined = write;
  while (branch && !(branch.parent?.type === T.IfStatement && isInside(read, branch.parent.test) && branch.parent.consequent === branch)) branch = branch.parent;
  const block = branch?.type === T.BlockStatement ? branch.body : branch?.type === T.ExpressionStatement && branch === statement ? [branch] : [];
  if (branch?.parent?.type === T.IfStatement && !branch.parent.alternate) {
    if (isAssigned) works.push({ statements: upTo(block), gives: 'value' });
    // What TypeScript knew of the place before the work it would take for what it is afterwards.
    const isReadLater = unit.text.slice(branch.range[1], fn.range[1]).includes(unit.textOf(write.type === T.CallExpression ? write.callee : write.left));
    if (isEntry || !unit.isTypeScript || !isReadLater) works.push({ statements: block, gives: 'none' });
  }
  return works.filter(({ statements }) => statements.length > 0);
}

function isReturn(branch: Node): boolean {
  const only = branch.type === T.BlockStatement && branch.body.length === 1 ? branch.body[0] : branch;
  return only?.type === T.ReturnStatement;
}

/** Whether the statements mean the same in a function of their own, and for whoever comes meanwhile. */
function isMovable(unit: Unit, fn: FunctionNode, read: Node, { statements, gives }: Work, entry: Entry | undefined): boolean {
  const inside = (node: Node): boolean => statements.some((one) => isInside(node, one));
  const name = functionName(fn);
  const tested = new Set<string>();
  if (unit.isTypeScript) walk(fn, (node) => { if ((node.type === T.IfStatement || node.type === T.ConditionalExpression) && !inside(node)) walk(node.test, (part) => { if (part.type === T.MemberExpression) tested.add(unit.textOf(part)); }); });
  let movable = true;
  let waits = false;
  const refuse = (): void => { movable = false; };
  for (const statement of statements) {
    walkOwn(statement, (node) => {
      if (node.type === T.AwaitExpression) waits = true;
      if (node.type === T.ReturnStatement && gives !== 'return' || node.type === T.YieldExpression || node.type === T.FunctionDeclaration || node.type === T.VariableDeclaration && node.kind === 'var') refuse();
      if ((node.type === T.BreakStatement || node.type === T.ContinueStatement) && !isOwnJump(node, statement)) refuse();
    });
    walk(statement, (node) => {
      // A run that waits for the promise that it is itself part of never ends.
      if (node.type === T.CallExpression && (unit.functionOf(node.callee) === fn || (name !== undefined && calledName(node) === name))) refuse();
      if (node.type === T.MemberExpression && tested.has(unit.textOf(node)) && !unit.textOf(read).includes(unit.textOf(node))) refuse();
      if (node.type !== T.Identifier) return;
      if (node.name === 'arguments') refuse();
      const variable = unit.scopes.variableOf(node);
      const block = variable?.scope.block as Node | undefined;
      if (!variable || !block || !isInside(block, fn)) return;
      if (inside(variable.identifiers[0] as Node)) {
        if (!variable.references.every(({ identifier }) => inside(identifier as Node))) refuse();
        return;
      }
      const isParameter = variable.defs[0]?.type === 'Parameter';
      if (variable.references.some((reference) => reference.isWrite() && !reference.init)) refuse();
      if (gives !== 'value' && !(entry?.names.has(variable.name) ?? false) && (isParameter || !isConstantOf(variable.defs[0]?.node as Node | undefined, entry, unit))) refuse();
    });
  }
  return movable && waits;
}

/** A local constant made of nothing that callers differ in: no parameter is in it that the entry does not go by. */
function isConstantOf(declarator: Node | undefined, entry: Entry | undefined, unit: Unit): boolean {
  if (declarator?.type !== T.VariableDeclarator || declarator.parent.kind !== 'const' || !declarator.init) return false;
  let plain = true;
  walk(declarator.init, (node) => {
    const definition = node.type === T.Identifier ? unit.scopes.variableOf(node)?.defs[0] : undefined;
    if (node.type === T.Identifier && definition?.type === 'Parameter') plain &&= entry?.names.has(node.name) ?? false;
  });
  return plain;
}

function calledName({ callee }: TSESTree.CallExpression): string | undefined {
  const at = unwrap(callee);
  return at.type === T.Identifier ? at.name : at.type === T.MemberExpression && at.property.type === T.Identifier ? at.property.name : undefined;
}

/** `break` or `continue` of a loop, or `switch`, that is moved as a whole. */
function isOwnJump(jump: TSESTree.BreakStatement | TSESTree.ContinueStatement, statement: Node): boolean {
  for (let at: Node | undefined = jump.parent; at && isInside(at, statement); at = at.parent) if (isLoop(at) || (jump.type === T.BreakStatement && at.type === T.SwitchStatement)) return jump.label === null;
  return false;
}

/** `return await (this.statesPromise ??= (async () => { … })().finally(() => { this.statesPromise = undefined; }));` */
function sharedState(unit: Unit, fn: FunctionNode, state: Node, write: TSESTree.AssignmentExpression, { statements, gives }: Work, moved: Moved): EditInput[] | undefined {
  const { eol, semicolons } = styleOf(unit);
  const end = semicolons ? ';' : '';
  const type = !unit.isTypeScript ? '' : gives === 'value' ? promiseType(unit, write.right, state) : resultOf(unit, fn, gives, statements);
  if (type === undefined) return undefined;
  const keeper = keeperBeside(unit, state, { suffix: 'Promise', of: gives === 'return' ? functionName(fn) : undefined, annotation: unit.isTypeScript ? `: Promise<${type}> | undefined` : '', init: '' });
  if (!keeper) return undefined;
  const head = gives === 'return' && hasValue(statements) ? 'return await' : gives === 'value' ? `${unit.textOf(write.left)} = await` : 'await';
  const assigned = /^\s*=\s*/.exec(unit.text.slice(write.left.range[1]))?.[0].length;
  if (assigned === undefined) return undefined;
  return [
    ...keeper.declaration,
    { start: moved.start, end: moved.start, text: `${head} (${keeper.expression} ??= (async () => {${eol}${moved.indentation}${moved.indent}` },
    ...moved.edits,
    ...(gives === 'value' ? [{ start: write.range[0], end: write.left.range[1] + assigned, text: 'return ' }] : []),
    { start: moved.end, end: moved.end, text: `${eol}${moved.indentation}})().finally(() => { ${keeper.expression} = undefined${end} }))${end}` },
  ];
}

/** The same with a map of promises, by the entry's key. */
function sharedEntry(unit: Unit, fn: FunctionNode, entry: Entry, { statements, gives }: Work, moved: Moved): EditInput[] | undefined {
  const { eol, semicolons } = styleOf(unit);
  const end = semicolons ? ';' : '';
  const type = unit.isTypeScript ? resultOf(unit, fn, gives, statements) : '';
  const key = unit.isTypeScript ? entry.keyType : '';
  if (type === undefined || key === undefined || unit.scopes.isNameTaken('pending', fn)) return undefined;
  const keeper = keeperBeside(unit, entry.owner, { suffix: 'Promises', of: functionName(fn), annotation: '', init: ` = new Map${unit.isTypeScript ? `<${key}, Promise<${type}>>` : ''}()` });
  if (!keeper) return undefined;
  const line = eol + moved.indentation;
  const { expression } = keeper;
  return [
    ...keeper.declaration,
    { start: moved.start, end: moved.start, text: `let pending = ${expression}.get(${entry.key})${end}${line}if (!pending) {${line}${moved.indent}pending = (async () => {${line}${moved.indent}${moved.indent}` },
    ...moved.edits.map((edit) => ({ ...edit, text: edit.text + moved.indent })),
    { start: moved.end, end: moved.end, text: `${line}${moved.indent}})().finally(() => { ${expression}.delete(${entry.key})${end} })${end}${line}${moved.indent}${expression}.set(${entry.key}, pending)${end}${line}}${line}${gives === 'return' && hasValue(statements) ? 'return ' : ''}await pending${end}` },
  ];
}

/** What the promise of moved statements gives, as an annotation. */
function resultOf(unit: Unit, fn: FunctionNode, gives: Work['gives'], statements: readonly Node[]): string | undefined {
  if (gives === 'none' || !hasValue(statements)) return 'void';
  const [, written] = fn.returnType ? /^:\s*Promise<(.*)>$/s.exec(unit.textOf(fn.returnType)) ?? [] : [];
  if (written !== undefined) return written;
  const types = new Set<string | undefined>();
  for (const statement of statements) walkOwn(statement, (node) => { if (node.type === T.ReturnStatement) types.add(node.argument ? unit.types.typeText(node.argument) : undefined); });
  return types.size === 1 ? [...types][0] : undefined;
}

function hasValue(statements: readonly Node[]): boolean {
  let found = false;
  for (const statement of statements) walkOwn(statement, (node) => { found ||= node.type === T.ReturnStatement && node.argument !== null; });
  return found;
}

