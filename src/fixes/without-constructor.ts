import { enclosingFunction, isFunction, T, unwrap, type CallLike, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';

/**
 * `new Promise(async (resolve, reject) => { … resolve(x); })` → `(async () => { … return x; })()`. Undefined where `resolve` or `reject`
 * is anything but the last word of a way through the function, or nobody takes the promise. Returned from a `try` of an async
 * function it is awaited.
 */
export function withoutConstructor(unit: Unit, call: CallLike): EditInput[] | undefined {
  const executor = call.arguments[0] && unwrap(call.arguments[0]);
  if (!isFunction(executor) || executor.type !== T.ArrowFunctionExpression || executor.body.type !== T.BlockStatement || executor.returnType || call.arguments.length !== 1) return undefined;
  if (call.parent.type === T.ExpressionStatement || executor.params.length > 2 || unit.comments.some(({ start, end }) => start >= call.range[0] && end <= executor.body.range[0])) return undefined;
  const edits: EditInput[] = [];
  for (const [index, parameter] of executor.params.entries()) {
    if (parameter.type !== T.Identifier) return undefined;
    for (const { identifier } of unit.scopes.variableOf(parameter)?.references ?? []) {
      const edit = settled(identifier as Node, index === 0 ? 'return' : 'throw', executor, unit);
      if (!edit) return undefined;
      edits.push(edit);
    }
  }
  const type = call.type === T.NewExpression && call.typeArguments ? `: Promise${unit.textOf(call.typeArguments)}` : '';
  return [
    { start: call.range[0], end: executor.body.range[0], text: `${isLeftEarly(call) ? 'await ' : ''}(async ()${type} => ` },
    ...edits,
    { start: executor.body.range[1], end: call.range[1], text: ')()' },
  ];
}

/** Whether a `return` in a `try` gives the promise to callers: now that it rejects, the block has to wait for it. */
export function isLeftEarly(call: CallLike): boolean {
  const fn = enclosingFunction(call);
  if (call.parent.type !== T.ReturnStatement || !fn?.async || fn.generator) return false;
  for (let at: Node = call.parent; at !== fn && at.parent; at = at.parent) if (at.parent.type === T.TryStatement && at.parent.finalizer !== at && (at.parent.block === at || at.parent.finalizer)) return true;
  return false;
}

/** `resolve(x);` → `return x;`, `reject(error);` → `throw error;`. */
function settled(name: Node, word: 'return' | 'throw', executor: FunctionNode, unit: Unit): EditInput | undefined {
  const call = name.parent;
  if (call?.type !== T.CallExpression || call.callee !== name || call.arguments.length > 1 || enclosingFunction(call) !== executor) return undefined;
  const holder = call.parent;
  if (holder.type !== T.ReturnStatement && !(holder.type === T.ExpressionStatement && isLast(holder, executor))) return undefined;
  const [value] = call.arguments;
  if (word === 'throw' && (!value || isCaught(holder, executor))) return undefined;
  // From a try block a promise would have to be awaited.
  if (value && isCaught(holder, executor) && unit.types.awaitability(value) !== 'never') return undefined;
  return { start: holder.range[0], end: call.range[1], text: value ? `${word} ${unit.textOf(value)}` : word };
}

/** Whether nothing runs after a statement but the end of its function. */
function isLast(statement: TSESTree.Statement, executor: FunctionNode): boolean {
  for (let at: Node = statement; at !== executor.body; at = at.parent as Node) {
    const { parent } = at;
    if (parent?.type === T.BlockStatement) {
      if (parent.body.at(-1) !== at) return false;
    } else if (parent?.type !== T.IfStatement && parent?.type !== T.TryStatement && parent?.type !== T.CatchClause) return false;
    if (parent.type === T.TryStatement && parent.finalizer) return false;
  }
  return true;
}

/** Whether a statement stands in a try block with a catch: what it throws, or returns, is not the function's last word. */
function isCaught(statement: Node, executor: FunctionNode): boolean {
  for (let at = statement; at !== executor.body; at = at.parent as Node) if (at.parent?.type === T.TryStatement && at.parent.block === at && at.parent.handler) return true;
  return false;
}
