import { enclosingFunction, isInside, propertyName, T, unwrap, wrapped, type Node } from '../../analysis/nodes.ts';
import type { Variable } from '../../analysis/scopes.ts';
import type { RuleUnit } from '../define-rule.ts';
import type { Started } from './started.ts';

/** What a function does with the promises of a variable. */
export interface Uses {
  /** Where they are handed on, awaited or given a handler. */
  handlers: Node[];
  /** Where elements of the list are taken and awaited one after the other, and that await. */
  oneByOne: { use: Node; at: Node } | undefined;
}

/** Whether something treats a variable as a promise, or as a list of promises. Types need not be asked of others. */
export function isTreatedAsPromise({ references }: Variable, unit: RuleUnit): boolean {
  return references.some(({ identifier, init }) => !init && (isPromiseUse(identifier) || awaitOfOne(identifier, unit) !== undefined));
}

/** The uses of a variable in its own function; undefined where a function inside it uses it, who knows when. */
export function usesOf({ variable, fn, isList }: Started, unit: RuleUnit): Uses | undefined {
  const handlers: Node[] = [];
  let oneByOne: Uses['oneByOne'];
  for (const { identifier, init } of variable.references) {
    if (init) continue;
    const use: Node = identifier;
    if (enclosingFunction(use) !== fn) return undefined;
    const single = isList ? awaitOfOne(use, unit) : undefined;
    if (single) oneByOne ??= { use, at: single };
    if (!isList || !isHarmless(use)) handlers.push(use);
  }
  return { handlers, oneByOne };
}

/** `await p`, `p.catch(…)`, `Promise.all([p, q])`, `Promise.all(ps)`. */
function isPromiseUse(use: Node): boolean {
  const outer = wrapped(use);
  const { parent } = outer;
  if (parent?.type === T.AwaitExpression) return true;
  if (parent?.type === T.MemberExpression && parent.object === outer) return /^(?:then|catch|finally)$/.test(propertyName(parent) ?? '');
  const call = parent?.type === T.ArrayExpression ? wrapped(parent).parent : parent;
  const callee = call?.type === T.CallExpression ? unwrap(call.callee) : undefined;
  return callee?.type === T.MemberExpression && callee.object.type === T.Identifier && callee.object.name === 'Promise';
}

/** `ps.length`. */
function isHarmless(use: Node): boolean {
  const { parent } = wrapped(use);
  return parent?.type === T.MemberExpression && !parent.computed && parent.property.type === T.Identifier && parent.property.name === 'length';
}

/** The await of `for (const p of ps) await p`, or of `await ps[i]` in a loop. */
function awaitOfOne(use: Node, unit: RuleUnit): Node | undefined {
  const { parent } = wrapped(use);
  if (parent?.type === T.ForOfStatement && unwrap(parent.right) === use && !parent.await) {
    const [declarator] = parent.left.type === T.VariableDeclaration ? parent.left.declarations : [];
    const element = declarator?.id.type === T.Identifier ? unit.scopes.variableOf(declarator.id) : undefined;
    const reads = (element?.references ?? []).filter((reference) => reference.isRead()).map(({ identifier }): Node => identifier);
    const awaits = reads.map((read) => wrapped(read).parent);
    return awaits.length > 0 && awaits.every((node) => node?.type === T.AwaitExpression) ? awaits[0] : undefined;
  }
  const index = parent?.type === T.MemberExpression && parent.computed && parent.object === use ? wrapped(parent).parent : undefined;
  return index?.type === T.AwaitExpression && isInLoop(index) ? index : undefined;
}

function isInLoop(node: Node): boolean {
  for (let at = node.parent; at && !/Function/.test(at.type); at = at.parent) if (/^(?:For|While|DoWhile)/.test(at.type) && isInside(node, at)) return true;
  return false;
}

