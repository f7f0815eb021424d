import { enclosingFunction, functionName, isFunction, propertyName, T, unwrap, walk, wrapped, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { Declaration } from '../analysis/oracle.ts';
import type { Unit } from '../analysis/unit.ts';
import { isFilledOnce } from './cached-value.ts';

/** A call of a function, with the file it stands in. */
export interface CallSite {
  call: Node;
  unit: Unit;
}

/** All calls of a function in a project, tests left out. Undefined: it is used in other ways too, or too often to look. */
export type Callers = (unit: Unit, fn: FunctionNode) => readonly CallSite[] | undefined;

/** Nobody knows who calls. */
export const nobodyKnows: Callers = () => undefined;

/** More files than this that have the name are not looked at. */
export const maxFiles = 12;

/** What an expression of a file names. */
type DeclarationOf = (unit: Unit, named: Node) => Declaration | undefined;

/** The calls among the files of a project: `naming` gives the paths of those (tests left out) whose text has a name that a file asks about, `unitAt` one of them as a unit. */
export function callersAmong(naming: (name: string, from: string) => readonly string[], unitAt: (path: string) => Unit | undefined, declarationOf: DeclarationOf = (unit, named) => unit.types.declaration(named)): Callers {
  return (unit, fn) => {
    const name = functionName(fn);
    if (name === undefined) return undefined;
    const paths = naming(name, unit.path);
    if (paths.length > maxFiles) return undefined;
    const found: CallSite[] = [];
    for (const path of paths) {
      const other = path === unit.path ? unit : unitAt(path);
      const calls = other && callsOf(fn, name, unit, other, declarationOf);
      if (!calls) return undefined;
      found.push(...calls.map((call) => ({ call, unit: other })));
    }
    return found;
  };
}

/** The calls of a function in one file; undefined where it is used otherwise, or what a name means is not known. */
function callsOf(fn: FunctionNode, name: string, home: Unit, unit: Unit, declarationOf: DeclarationOf): Node[] | undefined {
  const calls: Node[] = [];
  for (const node of identifiersOf(unit).get(name) ?? []) {
    if (isNaming(node, fn)) continue;
    const value = wrapped(node.parent.type === T.MemberExpression && node.parent.property === node ? node.parent : node);
    const isCallee = value.parent?.type === T.CallExpression && value.parent.callee === value;
    const means = meaning(unwrap(value), unit, home, declarationOf);
    if (means === 'unknown' || (means === fn && !isCallee)) return undefined;
    if (means === fn && value.parent) calls.push(value.parent);
  }
  return calls;
}

const identifiers = new WeakMap<Node, ReadonlyMap<string, readonly TSESTree.Identifier[]>>();

/** All identifiers of a file by name, in their order. Looked for once: a file of many functions would be walked once for each. */
function identifiersOf({ ast }: Unit): ReadonlyMap<string, readonly TSESTree.Identifier[]> {
  const known = identifiers.get(ast);
  if (known) return known;
  const found = new Map<string, TSESTree.Identifier[]>();
  walk(ast, (node) => {
    if (node.type !== T.Identifier) return;
    const before = found.get(node.name);
    if (before) before.push(node);
    else found.set(node.name, [node]);
  });
  identifiers.set(ast, found);
  return found;
}

/** Whether a name only declares, imports, exports, or stands in a type. */
function isNaming(node: Node, fn: FunctionNode): boolean {
  const { parent } = node;
  if (!parent || parent.type === T.TSTypeQuery || /^(?:Import|Export)\w*(?:Specifier|Declaration)$/.test(parent.type)) return true;
  if (fn.id === node || parent === wrapped(fn).parent) return true;
  return (parent.type === T.Property || parent.type === T.MethodDefinition || parent.type === T.PropertyDefinition) && parent.key === node && !parent.computed;
}

function meaning(callee: Node, unit: Unit, home: Unit, declarationOf: DeclarationOf): FunctionNode | 'unknown' | 'other' {
  if (unit === home) {
    const own = unit.functionOf(callee);
    if (own) return own;
  }
  const declaration = declarationOf(unit, callee);
  if (declaration) return (declaration.path === home.path && home.functionAt(declaration.start)) || 'other';
  return callee.type === T.MemberExpression && propertyName(callee) !== undefined && unit.types.awaitability(callee) === 'never' ? 'other' : 'unknown';
}

/** Whether everything that a function gives is made once and kept by those who call it: `signer ??= await makeSigner()`. */
export function isKeptByCallers(fn: FunctionNode, unit: Unit, callers: Callers, steps = 3): boolean {
  const calls = steps > 0 ? callers(unit, fn) : undefined;
  return calls !== undefined && calls.length > 0 && calls.every((site) => isKept(site.call, site.unit) || isCalledByKept(site, callers, steps - 1));
}

function isCalledByKept({ call, unit }: CallSite, callers: Callers, steps: number): boolean {
  const fn = enclosingFunction(call);
  return fn !== undefined && isKeptByCallers(fn, unit, callers, steps);
}

/** Whether a call makes what is kept, itself or in a callback of the expression that does: `made ??= await retry(() => make())`. */
function isKept(call: Node, unit: Unit): boolean {
  let at: Node | undefined = call;
  for (let depth = 0; at && depth < 3; depth += 1) {
    if (isFilledOnce(at, unit)) return true;
    const fn: FunctionNode | undefined = enclosingFunction(at);
    const outer = fn && wrapped(fn).parent;
    at = fn && isFunction(fn) && outer?.type === T.CallExpression && outer.callee !== wrapped(fn) ? outer : undefined;
  }
  return false;
}
