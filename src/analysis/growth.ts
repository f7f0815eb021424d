import type { FanOut } from './fan-out.ts';
import { calledMethod, enclosingFunction, isFunction, isInside, keyName, propertyName, T, unwrap, walk, wrapped, type Node, type TSESTree } from './nodes.ts';
import { constantValue, type Variable } from './scopes.ts';
import type { Unit } from './unit.ts';

/** What names tell of lists. */
export interface GrowthNames {
  /** Whether a list of this name grows with the data (`userIds`). */
  soundsLikeData(name: string): boolean;
  /** Whether a function of this name gets what others have put somewhere (`findAll`). */
  soundsLikeQuery(name: string): boolean;
  /** Whether a list of this name grows with the code (`plugins`). */
  soundsLikeRegistry(name: string): boolean;
  /** Whether a list of this name holds the parts of a machine (`disks`). */
  soundsLikeMachine(name: string): boolean;
}

type Context = Pick<Unit, 'scopes' | 'ast'>;

/** Handles on files of this machine run out far later than what is at the other end of a socket, or processes: the list has to be longer. */
type Work = 'files' | 'outside';

/** Whether the tasks of a fan-out become more with the data that the program is given, as far as code and names tell; else they may be few for ever. */
export function growsWithData({ kind, list, size, loops, call }: FanOut, work: Work, unit: Context, names: GrowthNames): boolean {
  if (typeof size === 'number') return work === 'outside' || size > 1000;
  if (!list) return loops.every((loop) => loop.type !== T.ForStatement || !loop.test || !isShared(loop.test, unit));
  const [first] = call.arguments;
  if (kind === 'from' && first && unwrap(first).type === T.ObjectExpression) return !isShared(list, unit);
  return growth(work, unit, names)(list);
}

/** `i < Math.ceil(ids.length / idsPerPart)`: how much each one gets was chosen, so that they do not become too many. */
function isShared(node: Node, unit: Context): boolean {
  let found = false;
  walk(node, (inner) => {
    const variable = inner.type === T.Identifier ? unit.scopes.variableOf(inner) : undefined;
    const value = variable && constantValue(variable);
    if (inner.type === T.BinaryExpression && inner.operator === '/') found = true;
    if (value && value !== node && /^(?:ceil|floor|round)$/.test(calledName(value) ?? '')) found = true;
    return !found && !isFunction(inner);
  });
  return found;
}

const passesOn = /^(?:filter|map|flatMap|slice|concat|reverse|sort|flat|toSorted|toReversed|values|keys|entries|splice|toArray)$/;
const passesArgumentOn = /^(?:keys|values|entries|from|uniq|uniqBy|compact|flatten|shuffle|sortBy|orderBy|difference|chunk)$/;
const overHttp = /^(?:axios|fetch|request|got|ky|http|https|superagent|undici|octokit|json)$|(?:Api|API|Http|HTTP)(?:Client|Service)?$/;
const listsAll = /glob|walk|crawl|recursive|readdirp|klaw|listFiles|allFiles/i;

/** A question to be asked of lists: whether they grow with the data. */
function growth(work: Work, unit: Context, names: GrowthNames): (list: Node) => boolean {
  let steps = 60;
  const isFew = (name: string): boolean => names.soundsLikeRegistry(name) || names.soundsLikeMachine(name);
  const isNamedSo = (name: string): boolean => !isFew(name) && names.soundsLikeData(name);

  const grows = (list: Node): boolean => {
    steps -= 1;
    if (steps < 0) return false;
    const at = unwrap(list);
    switch (at.type) {
      case T.Identifier: return variableGrows(at);
      case T.MemberExpression: return memberGrows(at);
      case T.AwaitExpression: return isLoaded(at.argument);
      case T.CallExpression: return callGrows(at);
      case T.ArrayExpression: return at.elements.some((element) => element?.type === T.SpreadElement && grows(element.argument));
      case T.NewExpression: return at.arguments[0] !== undefined && grows(at.arguments[0]);
      case T.ConditionalExpression: return grows(at.consequent) || grows(at.alternate);
      case T.LogicalExpression: return grows(at.left) || grows(at.right);
      default: return false;
    }
  };

  const variableGrows = (identifier: TSESTree.Identifier): boolean => {
    const variable = unit.scopes.variableOf(identifier);
    const definition = variable?.defs[0];
    // What a module exports belongs to the program.
    if (!variable || !definition || definition.type === 'ImportBinding') return false;
    const declaration = definition.node as Node;
    const value = constantValue(variable);
    if (value) {
      const made = unwrap(value);
      if (made.type === T.AwaitExpression) return isLoaded(made, identifier.name);
      return grows(made) || isFilled(variable, identifier) || work === 'outside' && (made.type === T.CallExpression || made.type === T.ArrayExpression && made.elements.length === 0) && isNamedSo(identifier.name);
    }
    if (declaration.type === T.VariableDeclarator && declaration.id.type !== T.Identifier && declaration.init?.type === T.AwaitExpression) return isLoaded(declaration.init, identifier.name);
    if (definition.type === 'Variable') {
      const written = variable.references.some(({ writeExpr }) => writeExpr && unwrap(writeExpr as Node).type !== T.ArrayExpression && grows(writeExpr as Node));
      if (written || isFilled(variable, identifier)) return true;
    }
    const whole = listAround(declaration, definition.name as Node);
    if (whole && /chunk|batch|partition/i.test(calledName(whole) ?? '')) return grows(whole);
    // What a caller hands over, someone has put together: mostly for one piece of work.
    return false;
  };

  const memberGrows = (member: TSESTree.MemberExpression): boolean => {
    const name = propertyName(member);
    const isOwn = isOfProgram(member, unit);
    return name !== undefined && !isOwn && isNamedSo(name) && isLoaded(member.object);
  };

  const callGrows = (call: TSESTree.CallExpression): boolean => {
    const callee = unwrap(call.callee);
    const name = calledName(call) ?? '';
    const [first] = call.arguments;
    if (listsAll.test(name)) return true;
    if (callee.type === T.MemberExpression) {
      const owner = unwrap(callee.object);
      if (owner.type === T.Identifier && /^(?:Object|Array)$/.test(owner.name)) return first !== undefined && grows(first);
      if (passesOn.test(name)) return grows(owner);
    }
    if (passesArgumentOn.test(name) && first) return grows(first);
    return work === 'outside' && isNamedSo(name);
  };

  /** Whether what is waited for comes from outside: from a query, a listing, a request. */
  const isLoaded = (node: Node, as = ''): boolean => {
    const at = unwrap(node);
    if (at.type === T.AwaitExpression) return isLoaded(at.argument, as);
    if (at.type === T.MemberExpression) return isLoaded(at.object, as);
    if (at.type === T.Identifier) {
      const variable = unit.scopes.variableOf(at);
      const value = variable && constantValue(variable);
      return value !== undefined && unwrap(value).type === T.AwaitExpression && isLoaded(value, as);
    }
    if (at.type !== T.CallExpression) return false;
    const [name = '', ...around] = namesAlong(at.callee);
    if (listsAll.test(name)) return true;
    // One answer of a service is one page.
    if ([name, ...around].some((one) => overHttp.test(one))) return false;
    if (name === 'readdir') return work === 'outside' || isOpenFolder(at, unit);
    const [first] = at.arguments;
    if (/^all(?:Settled)?$/.test(name) && first) return grows(first);
    if (isFew(name) || isFew(as)) return false;
    return [name, ...around].some((one) => names.soundsLikeQuery(one)) || isNamedSo(name) || isNamedSo(as);
  };

  /** Whether what is put into a list element by element comes from one that grows. */
  const isFilled = (variable: Variable, use: Node): boolean =>
    variable.references.some(({ identifier }) => {
      const member = wrapped(identifier as Node).parent;
      const call = member && wrapped(member).parent;
      if (member?.type !== T.MemberExpression || call?.type !== T.CallExpression || unwrap(call.callee) !== member || isInside(use, call)) return false;
      if (!/^(?:push|unshift|add|set)$/.test(propertyName(member) ?? '')) return false;
      return call.arguments.some((argument) => argument.type === T.SpreadElement && grows(argument.argument)) || listsAbove(call).some(grows);
    });

  return grows;
}

/** The lists that the loops around a call, of its own function, go through; and of the `forEach` that calls this function. */
function listsAbove(call: Node): Node[] {
  const found: Node[] = [];
  for (let at = call.parent; at && !isFunction(at); at = at.parent) if (at.type === T.ForOfStatement) found.push(at.right);
  const fn = enclosingFunction(call);
  const each = fn && wrapped(fn).parent;
  const callee = each?.type === T.CallExpression && calledMethod(each) === 'forEach' ? unwrap(each.callee) : undefined;
  return callee?.type === T.MemberExpression ? [...found, callee.object] : found;
}

/** The list whose elements a variable is bound to: `for (const part of list)`, `list.map((part) => …)`. */
function listAround(declaration: Node, name: Node): Node | undefined {
  if (declaration.type === T.VariableDeclarator && declaration.id === name) return declaration.parent.parent.type === T.ForOfStatement ? unwrap(declaration.parent.parent.right) : undefined;
  const call = isFunction(declaration) && declaration.params[0] === name ? wrapped(declaration).parent : undefined;
  const callee = call?.type === T.CallExpression ? unwrap(call.callee) : undefined;
  return callee?.type === T.MemberExpression ? unwrap(callee.object) : undefined;
}

/** Whether a member belongs to something imported: `manifest.files`. */
function isOfProgram(member: TSESTree.MemberExpression, unit: Context): boolean {
  let at = unwrap(member.object);
  while (at.type === T.MemberExpression) at = unwrap(at.object);
  const variable = at.type === T.Identifier ? unit.scopes.variableOf(at) : undefined;
  const value = variable && constantValue(variable);
  return variable?.defs[0]?.type === 'ImportBinding' || value !== undefined && calledName(value) === 'require';
}

/** A folder that the caller names, or all below it. One that the code names holds what the program keeps there. */
function isOpenFolder(call: TSESTree.CallExpression, unit: Context): boolean {
  const [folder, options] = call.arguments;
  if (options?.type === T.ObjectExpression && options.properties.some((property) => property.type === T.Property && keyName(property) === 'recursive')) return true;
  const at = folder && unwrap(folder);
  return at?.type === T.Identifier && unit.scopes.variableOf(at)?.defs[0]?.type === 'Parameter';
}

/** What is called, innermost name last: of `Users.find().lean` "lean", "find", "Users". */
function namesAlong(callee: Node): string[] {
  const found: string[] = [];
  for (let at: Node | undefined = unwrap(callee); at && found.length < 12;) {
    if (at.type === T.MemberExpression) {
      found.push(propertyName(at) ?? '');
      at = unwrap(at.object);
    } else if (at.type === T.CallExpression || at.type === T.AwaitExpression) at = unwrap(at.type === T.CallExpression ? at.callee : at.argument);
    else {
      if (at.type === T.Identifier) found.push(at.name);
      at = undefined;
    }
  }
  return found;
}

function calledName(node: Node): string | undefined {
  const at = unwrap(node);
  const callee = at.type === T.CallExpression ? unwrap(at.callee) : undefined;
  if (callee?.type === T.Identifier) return callee.name;
  return callee?.type === T.MemberExpression ? propertyName(callee) : undefined;
}
