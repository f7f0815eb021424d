import { enclosingFunction, functionName, isInside, propertyName, stringValue, T, unwrap, walk, wrapped, type Node, type TSESTree } from './nodes.ts';
import { constantValue, type Variable } from './scopes.ts';
import type { Unit } from './unit.ts';

/** What names tell of lists. */
export interface ListNames {
  /** Whether a list of this name grows with the code (`plugins`). */
  soundsLikeRegistry(name: string): boolean;
  /** Whether a value of this name was written down by a person (`config`). */
  soundsWritten(name: string): boolean;
}

type Context = Pick<Unit, 'scopes' | 'ast'>;

/**
 * Whether a list is short for a reason that is not its size: it holds parts of the program (plugins, listeners), which grow with
 * the code, or what a person wrote, typed or picked (settings, the state of a user interface).
 */
export function isHandMade(list: Node, unit: Context, names: ListNames, steps = 12): boolean {
  if (steps === 0) return false;
  const isOne = (inner: Node): boolean => isHandMade(inner, unit, names, steps - 1);
  const at = unwrap(list);
  switch (at.type) {
    case T.Identifier:
      return isHandMadeVariable(at, unit, names, steps);
    case T.MemberExpression: {
      const name = propertyName(at) ?? '';
      return names.soundsLikeRegistry(name) || isPartOfSettings(at, unit, names, steps) || isFilledByRegistering(at, unit);
    }
    case T.ArrayExpression:
      return at.elements.length > 0 && at.elements.every((element) => element?.type === T.SpreadElement && isOne(element.argument));
    case T.ConditionalExpression:
      return (isOne(at.consequent) || isEmpty(at.consequent)) && (isOne(at.alternate) || isEmpty(at.alternate));
    case T.LogicalExpression:
      return at.operator === '&&' ? isOne(at.right) : isOne(at.left) && (isOne(at.right) || isEmpty(at.right));
    case T.NewExpression:
      return at.arguments[0] !== undefined && isOne(at.arguments[0]);
    case T.CallExpression:
      return isHandMadeCall(at, names, isOne) || isCutBuffer(at, unit);
    default:
      return false;
  }
}

function isEmpty(node: Node): boolean {
  const at = unwrap(node);
  return at.type === T.ArrayExpression && at.elements.length === 0;
}

function isHandMadeVariable(at: TSESTree.Identifier, unit: Context, names: ListNames, steps: number): boolean {
  const variable = unit.scopes.variableOf(at);
  const isOne = (inner: Node): boolean => isHandMade(inner, unit, names, steps - 1);
  const value = variable && constantValue(variable);
  // What was loaded is data, whatever it is called.
  if (value && unwrap(value).type === T.AwaitExpression) return false;
  if (names.soundsLikeRegistry(at.name)) return true;
  if (value) return isOne(value) || isFilledByRegistering(at, unit);
  return variable !== undefined && (isFromHook(variable) || isFromSettings(variable, names) || isAssignedByHand(variable, isOne) || isFilledByRegistering(at, unit));
}

/** `config.hosts`, `this.options.include`, `process.env.HOSTS`. */
function isPartOfSettings(member: TSESTree.MemberExpression, unit: Context, names: ListNames, steps: number): boolean {
  for (let at: Node = unwrap(member.object), step = 0; step < steps; step += 1) {
    if (at.type === T.MemberExpression) {
      if (names.soundsWritten(propertyName(at) ?? '')) return true;
      at = unwrap(at.object);
    } else if (at.type === T.Identifier) {
      const variable = unit.scopes.variableOf(at);
      const value = variable && constantValue(variable);
      if (names.soundsWritten(at.name) || isShipped(variable, value)) return true;
      if (!value) return at.name === 'props' || variable !== undefined && isFromHook(variable);
      at = unwrap(value);
    } else return at.type === T.CallExpression && isHook(at);
  }
  return false;
}

/** A JSON file of the program itself: `import manifest from './manifest.json'`, `const manifest = require('./manifest.json')`. */
function isShipped(variable: Variable | undefined, value: Node | undefined): boolean {
  const made = value && unwrap(value);
  const statement = variable?.defs[0]?.type === 'ImportBinding' ? (variable.defs[0].parent as Node) : undefined;
  const isRequire = made?.type === T.CallExpression && made.callee.type === T.Identifier && made.callee.name === 'require';
  const from = statement?.type === T.ImportDeclaration ? statement.source : isRequire ? made.arguments[0] : undefined;
  return from !== undefined && stringValue(from)?.endsWith('.json') === true;
}

/** `const { hosts } = config`, `function run({ hosts }: Options)` is not one: who calls it is not known. */
function isFromSettings(variable: Variable, names: ListNames): boolean {
  const declarator = variable.defs[0]?.node as Node | undefined;
  if (declarator?.type !== T.VariableDeclarator || declarator.id.type !== T.ObjectPattern || !declarator.init) return false;
  const from = unwrap(declarator.init);
  return from.type === T.Identifier ? names.soundsWritten(from.name) : from.type === T.MemberExpression && names.soundsWritten(propertyName(from) ?? '');
}

/** `const [selected] = useState([])`, `const { ids } = useSelection()`: what somebody did in a user interface. */
function isFromHook(variable: Variable): boolean {
  const declarator = variable.defs[0]?.node as Node | undefined;
  const made = declarator?.type === T.VariableDeclarator && declarator.init ? unwrap(declarator.init) : undefined;
  return made?.type === T.CallExpression && isHook(made);
}

function isHook(call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  const name = callee.type === T.Identifier ? callee.name : callee.type === T.MemberExpression ? propertyName(callee) : undefined;
  return name !== undefined && /^use[A-Z]/.test(name);
}

/** A variable that is assigned a list made by hand: the others are the same setting in another form. */
function isAssignedByHand(variable: Variable, isOne: (node: Node) => boolean): boolean {
  const values = variable.references.filter((reference) => reference.isWrite()).map((reference) => reference.writeExpr as Node | undefined);
  const filled = values.filter((value) => value !== undefined && !isEmpty(value));
  return variable.defs.length === 1 && variable.defs[0]?.type === 'Variable' && filled.some((value) => value !== undefined && isOne(value));
}

function isHandMadeCall(call: TSESTree.CallExpression, names: ListNames, isOne: (node: Node) => boolean): boolean {
  const callee = unwrap(call.callee);
  const first = call.arguments[0];
  if (callee.type !== T.MemberExpression) return isHook(call);
  const method = propertyName(callee) ?? '';
  const owner = unwrap(callee.object);
  if (owner.type === T.Identifier && (owner.name === 'Object' || owner.name === 'Array')) return first !== undefined && isOne(first);
  if (call.arguments.length === 0 && names.soundsLikeRegistry(method)) return true;
  // "a, b; c": one field that a person filled in.
  if (method === 'split') return first !== undefined && isTypedSeparator(first);
  if (method === 'get' || method === 'getOrThrow') return isOne(callee.object) || owner.type === T.Identifier && names.soundsWritten(owner.name) || owner.type === T.MemberExpression && names.soundsWritten(propertyName(owner) ?? '');
  return /^(?:values|keys|entries|filter|slice|concat|reverse|sort|flat|map|toSorted|toReversed)$/.test(method) && isOne(callee.object);
}

/** `chunk(this.events, 10)`: pieces of a buffer that this file fills one by one and empties when it is sent. */
function isCutBuffer(call: TSESTree.CallExpression, unit: Context): boolean {
  const callee = unwrap(call.callee);
  const name = callee.type === T.Identifier ? callee.name : callee.type === T.MemberExpression ? propertyName(callee) : undefined;
  const [list, size] = call.arguments;
  const buffer = list && unwrap(list);
  if (name !== 'chunk' || size?.type !== T.Literal || typeof size.value !== 'number' || size.value < 10) return false;
  if (buffer?.type !== T.MemberExpression || unwrap(buffer.object).type !== T.ThisExpression) return false;
  let isFilled = false;
  let isEmptied = false;
  let isOthers = false;
  walk(unit.ast, (node) => {
    if (node.type !== T.MemberExpression || unwrap(node.object).type !== T.ThisExpression || propertyName(node) !== propertyName(buffer)) return;
    const holder = wrapped(node).parent;
    if (holder?.type === T.AssignmentExpression && unwrap(holder.left) === node) {
      if (!isEmpty(holder.right)) isOthers = true;
      else if (enclosingFunction(node) === enclosingFunction(call)) isEmptied = true;
    } else if (fills(node)) {
      const push = holder && wrapped(holder).parent;
      if (push?.type === T.CallExpression && push.arguments.every((argument) => argument.type !== T.SpreadElement)) isFilled = true;
      else isOthers = true;
    }
  });
  return isFilled && isEmptied && !isOthers;
}

function isTypedSeparator(node: Node): boolean {
  const at = unwrap(node);
  const pattern = at.type === T.Literal && 'regex' in at ? at.regex.pattern : stringValue(at);
  return pattern !== undefined && /[,;]/.test(pattern);
}

const registering = /^(?:register|define|use|install|mount|attach|provide|addPlugin|addListener|subscribe)/;

/** Whether everything that is put into a collection of this file is put there when the program is set up: by `registerJob(…)`, `use(…)`. */
function isFilledByRegistering(list: Node, unit: Context): boolean {
  const name = list.type === T.MemberExpression && unwrap(list.object).type === T.ThisExpression ? propertyName(list) : undefined;
  const variable = list.type === T.Identifier ? unit.scopes.variableOf(list) : undefined;
  if (name === undefined && (variable === undefined || variable.defs[0]?.type === 'Parameter' || enclosingFunction(list) === enclosingFunction(variable.defs[0]?.name as Node))) return false;
  const places: Node[] = [];
  walk(unit.ast, (node) => {
    const isIt = name === undefined ? node.type === T.Identifier && unit.scopes.variableOf(node) === variable : node.type === T.MemberExpression && unwrap(node.object).type === T.ThisExpression && propertyName(node) === name;
    if (isIt && fills(node)) places.push(node);
  });
  return places.length > 0 && places.every((place) => {
    const fn = enclosingFunction(place);
    const around = fn && functionName(fn);
    return around !== undefined && registering.test(around);
  });
}

function fills(node: Node): boolean {
  const member = wrapped(node).parent;
  if (member?.type !== T.MemberExpression || !isInside(node, member.object)) return false;
  const holder = wrapped(member).parent;
  if (holder?.type === T.CallExpression && unwrap(holder.callee) === member) return /^(?:push|unshift|add|set)$/.test(propertyName(member) ?? '');
  return holder?.type === T.AssignmentExpression && unwrap(holder.left) === member && member.computed;
}
