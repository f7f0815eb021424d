import { calledMethod, enclosingFunction, isFunction, keyName, numberValue, propertyName, stringValue, T, unwrap, walk, type Node, type TSESTree } from './nodes.ts';
import { constantValue, type Variable } from './scopes.ts';
import type { Unit } from './unit.ts';

/**
 * How many elements a collection can have: at most that many; `chosen`, where the program takes a part whose size it
 * chooses itself (`items.slice(i, i + batchSize)`); undefined where nothing bounds it.
 */
export type Size = number | 'chosen' | undefined;

/** What asking for a size needs of a unit. */
export type SizeContext = Pick<Unit, 'scopes' | 'types' | 'origins' | 'ast'>;

/** How many elements the array, iterable, Set or Map that an expression gives can have. */
export function sizeOf(node: Node, unit: SizeContext, steps = 16): Size {
  if (steps === 0) return undefined;
  const at = unwrap(node);
  const next = (inner: Node): Size => sizeOf(inner, unit, steps - 1);
  switch (at.type) {
    case T.ArrayExpression:
      return sumOf(at.elements.map((element) => (element?.type === T.SpreadElement ? next(element.argument) : 1)));
    case T.ConditionalExpression:
      return larger(next(at.consequent), next(at.alternate));
    case T.LogicalExpression:
      return at.operator === '&&' ? next(at.right) : larger(next(at.left), next(at.right));
    case T.AwaitExpression:
      return querySize(at.argument, unit) ?? next(at.argument) ?? unit.types.tupleLength(at);
    case T.CallExpression:
      return callSize(at, unit, steps - 1) ?? unit.types.tupleLength(at);
    case T.NewExpression:
      return constructedSize(at, unit, steps - 1);
    case T.Identifier: {
      const variable = unit.scopes.variableOf(at);
      return variable && isGrown(variable) ? undefined : variableSize(at, unit, steps - 1) ?? unit.types.tupleLength(at);
    }
    case T.MemberExpression:
      return memberSize(at, unit, steps - 1) ?? unit.types.tupleLength(at);
    default:
      return unit.types.tupleLength(at);
  }
}

/** The sum of sizes; one that is unknown makes all of it unknown, chosen ones count as nothing beside numbers. */
export function sumOf(sizes: readonly Size[]): Size {
  if (sizes.includes(undefined)) return undefined;
  const numbers = sizes.filter((size) => typeof size === 'number');
  return numbers.length === 0 && sizes.length > 0 ? 'chosen' : numbers.reduce((sum, size) => sum + size, 0);
}

function larger(left: Size, right: Size): Size {
  if (left === undefined || right === undefined) return undefined;
  if (left === 'chosen') return right;
  return right === 'chosen' ? left : Math.max(left, right);
}

function smaller(left: Size, right: Size): Size {
  if (typeof left === 'number' && typeof right === 'number') return Math.min(left, right);
  return typeof left === 'number' ? left : right ?? left;
}

/** What a numeric expression (a length, a batch size) can be at most. */
export function numericBound(node: Node | undefined, unit: SizeContext, steps = 8): Size {
  if (!node || steps === 0) return undefined;
  const at = unwrap(node);
  const value = numberValue(at);
  if (value !== undefined) return value;
  if (at.type === T.Identifier) {
    const variable = unit.scopes.variableOf(at);
    const constant = variable && constantValue(variable);
    const bound = constant && numericBound(constant, unit, steps - 1);
    if (bound !== undefined) return bound;
    return literalType(at, unit) ?? (soundsChosen(at.name) ? 'chosen' : undefined);
  }
  if (at.type === T.MemberExpression) {
    const name = propertyName(at);
    if (name === 'length' || name === 'size') return isProcessorList(at.object, unit) ? 'chosen' : sizeOf(at.object, unit, steps);
    if (name === 'hardwareConcurrency') return 'chosen';
    return literalType(at, unit) ?? (name !== undefined && soundsChosen(name) ? 'chosen' : undefined);
  }
  if (at.type === T.BinaryExpression) {
    const [left, right] = [numericBound(at.left, unit, steps - 1), numericBound(at.right, unit, steps - 1)];
    if (typeof left === 'number' && typeof right === 'number') return arithmetic(at.operator, left, right);
    return left === undefined || right === undefined ? undefined : 'chosen';
  }
  if (at.type !== T.CallExpression) return undefined;
  if (unit.origins(at.callee).some(({ name }) => name === 'availableParallelism')) return 'chosen';
  const method = calledMethod(at);
  if (method === 'min') {
    const bounds = at.arguments.map((argument) => numericBound(argument, unit, steps - 1));
    const numbers = bounds.filter((bound) => typeof bound === 'number');
    return numbers.length > 0 ? Math.min(...numbers) : bounds.find((bound) => bound !== undefined);
  }
  if (method === 'max') return at.arguments.map((argument) => numericBound(argument, unit, steps - 1)).reduce(larger);
  if (/^(?:floor|ceil|round|trunc|abs)$/.test(method ?? '')) return numericBound(at.arguments[0], unit, steps - 1);
  return undefined;
}

function arithmetic(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case '+': return left + right;
    case '-': return left - right;
    case '*': return left * right;
    case '/': return Math.ceil(left / right);
    case '%': return right;
    default: return undefined;
  }
}

function literalType(node: Node, unit: SizeContext): number | undefined {
  const text = unit.types.kind === 'typescript' ? unit.types.typeText(node) : undefined;
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Names of numbers that someone chose so that not everything happens at once. */
function soundsChosen(name: string): boolean {
  return /(?:concurrency|limit|parallelism|parallel|workers?(?:Count)?|threads?|lanes|batch(?:Size|Length)?|chunk(?:Size|Length)?|page(?:Size)?|perPage|pool(?:Size)?|max\w*|(?:num|n)Workers|window(?:Size)?|cpus|cores)$/i.test(name.replaceAll('_', '')) || /^max/i.test(name);
}

function isProcessorList(node: Node, unit: SizeContext): boolean {
  const at = unwrap(node);
  return at.type === T.CallExpression && unit.origins(at.callee).some(({ module, name }) => module === 'os' && name === 'cpus');
}

function callSize(call: TSESTree.CallExpression, unit: SizeContext, steps: number): Size {
  const callee = unwrap(call.callee);
  const [first] = call.arguments;
  if (callee.type === T.MemberExpression) {
    const owner = unwrap(callee.object);
    const method = propertyName(callee) ?? '';
    if (isGlobal(owner, 'Object', unit)) {
      if (/^(?:keys|values|entries|getOwnPropertyNames)$/.test(method)) return first && objectSize(first, unit, steps);
      if (/^(?:freeze|seal)$/.test(method)) return first && sizeOf(first, unit, steps);
    }
    if (isGlobal(owner, 'Array', unit)) {
      if (method === 'of') return sumOf(call.arguments.map((argument) => (argument.type === T.SpreadElement ? sizeOf(argument.argument, unit, steps) : 1)));
      if (method === 'from') return first && (lengthOf(first, unit) ?? sizeOf(first, unit, steps));
    }
    // One result per promise.
    if (isGlobal(owner, 'Promise', unit) && /^all(?:Settled)?$/.test(method)) return first && sizeOf(first, unit, steps);
    const viaLibrary = libraryCallSize(method, call, unit, steps);
    if (viaLibrary !== undefined) return viaLibrary;
    return methodSize(method, callee.object, call, unit, steps);
  }
  if (callee.type !== T.Identifier) return undefined;
  if (isGlobal(callee, 'Array', unit)) return call.arguments.length === 1 ? numericBound(first, unit) : call.arguments.length;
  return libraryCallSize(callee.name, call, unit, steps);
}

/** `xs.slice(0, 5)`, `xs.filter(f)` …: what an array's or iterator's own method leaves of it. */
function methodSize(method: string, object: Node, call: TSESTree.CallExpression, unit: SizeContext, steps: number): Size {
  const own = (): Size => sizeOf(object, unit, steps);
  const [first, second] = call.arguments;
  switch (method) {
    case 'slice': case 'subarray': return smaller(sliceSize(first, second, unit), own());
    case 'splice': return second ? (numericBound(second, unit) ?? 'chosen') : own();
    case 'take': return smaller(numericBound(first, unit) ?? 'chosen', own());
    case 'map': case 'filter': case 'reverse': case 'sort': case 'toReversed': case 'toSorted': case 'with': case 'fill': case 'keys': case 'values': case 'entries': case 'toArray': case 'drop': case 'copyWithin':
      return own();
    case 'concat':
      return sumOf([own(), ...call.arguments.map((argument) => (argument.type === T.SpreadElement ? undefined : unit.types.isPrimitive(argument) ? 1 : sizeOf(argument, unit, steps)))]);
    case 'flatMap': return flatSize(first, own(), unit, steps);
    case 'split': return second && numericBound(second, unit);
    default: return undefined;
  }
}

/** A slice is as long as its end is after its start: `slice(i, i + 10)`, `slice(0, 10)`, `slice(-10)`. Bounds that are not literal were chosen. */
function sliceSize(start: Node | undefined, end: Node | undefined, unit: SizeContext): Size {
  const size = lengthBetween(start, end, unit);
  return size === undefined ? undefined : pageOf(size);
}

function lengthBetween(start: Node | undefined, end: Node | undefined, unit: SizeContext): Size {
  const from = start ? numericBound(start, unit) : 0;
  if (!end) return typeof from === 'number' && from < 0 ? -from : undefined;
  if (from === 0) return numericBound(end, unit) ?? 'chosen';
  const at = unwrap(end);
  if (at.type === T.BinaryExpression && at.operator === '+') return [at.left, at.right].map((side) => numericBound(side, unit)).find((bound) => bound !== undefined) ?? 'chosen';
  const to = numericBound(end, unit);
  return typeof from === 'number' && typeof to === 'number' && to > 0 ? Math.max(0, to - from) : 'chosen';
}

function flatSize(callback: Node | undefined, outer: Size, unit: SizeContext, steps: number): Size {
  const fn = callback && unwrap(callback);
  if (!isFunction(fn) || fn.body.type === T.BlockStatement || typeof outer !== 'number') return undefined;
  const inner = unwrap(fn.body).type === T.ArrayExpression ? sizeOf(fn.body, unit, steps) : undefined;
  return typeof inner === 'number' ? inner * outer : undefined;
}

const sameSize = new Set(['uniq', 'uniqBy', 'compact', 'sortBy', 'orderBy', 'shuffle', 'reverse', 'tail', 'initial', 'sortedUniq']);

/** Lodash and the like, by import, or by the helper's name: pieces of a list that is cut up come as `elementSize`. */
function libraryCallSize(method: string, call: TSESTree.CallExpression, unit: SizeContext, steps: number): Size {
  const [first, second] = call.arguments;
  if (!first || first.type === T.SpreadElement || !/^(?:take|takeRight|sampleSize|range|times|values|keys|entries|toPairs|uniq\w*|compact|sortBy|orderBy|shuffle|tail|initial|sortedUniq)$/.test(method)) return undefined;
  const isLibrary = unit.origins(call.callee).some(({ module }) => /^(?:lodash|underscore|remeda|ramda|es-toolkit|rambda)/.test(module));
  if (!isLibrary) return undefined;
  if (sameSize.has(method)) return sizeOf(first, unit, steps);
  if (/^(?:values|keys|entries|toPairs)$/.test(method)) return objectSize(first, unit, steps);
  if (method === 'range' || method === 'times') return second && method === 'range' ? numericBound(second, unit) : numericBound(first, unit);
  return second ? numericBound(second, unit) : 1;
}

function constructedSize(node: TSESTree.NewExpression, unit: SizeContext, steps: number): Size {
  const [first] = node.arguments;
  if (isGlobal(node.callee, 'Array', unit)) return node.arguments.length === 1 ? numericBound(first, unit) : node.arguments.length;
  if (isGlobal(node.callee, 'Set', unit) || isGlobal(node.callee, 'Map', unit)) return first ? sizeOf(first, unit, steps) : 0;
  return unit.types.tupleLength(node);
}

/** `{ length: n }` as `Array.from` takes it. */
function lengthOf(node: Node, unit: SizeContext): Size {
  const at = unwrap(node);
  if (at.type !== T.ObjectExpression) return undefined;
  const length = at.properties.find((property): property is TSESTree.Property => property.type === T.Property && keyName(property) === 'length');
  return length && numericBound(length.value, unit);
}

function isGlobal(node: Node, name: string, unit: SizeContext): boolean {
  return node.type === T.Identifier && node.name === name && unit.scopes.variableOf(node) === undefined;
}

/** How many members an object has: a literal that is not added to, an enum, a type with known keys. */
function objectSize(node: Node, unit: SizeContext, steps: number): Size {
  const at = unwrap(node);
  if (at.type === T.ObjectExpression) return literalKeys(at);
  if (at.type === T.CallExpression && calledMethod(at) === 'freeze' && at.arguments[0]) return objectSize(at.arguments[0], unit, steps);
  if (at.type === T.Identifier) {
    const variable = unit.scopes.variableOf(at);
    const definition = variable?.defs[0]?.node as Node | undefined;
    if (definition?.type === T.TSEnumDeclaration) return definition.body.members.length;
    const value = variable && constantValue(variable);
    if (variable && value) {
      if (isGrown(variable)) return undefined;
      const size = objectSize(value, unit, steps - 1);
      if (size !== undefined) return size;
    }
  }
  return unit.types.tupleLength(at) ?? unit.types.finiteKeys(at);
}

function literalKeys(node: TSESTree.ObjectExpression): number | undefined {
  return node.properties.every((property) => property.type === T.Property && !(property.computed && keyName(property) === undefined)) ? node.properties.length : undefined;
}

function variableSize(identifier: TSESTree.Identifier, unit: SizeContext, steps: number): Size {
  const variable = unit.scopes.variableOf(identifier);
  if (!variable || variable.defs.length !== 1) return undefined;
  const value = constantValue(variable);
  if (value) return sizeOf(value, unit, steps);
  // Arguments are written out by hand.
  const definition = variable.defs[0]?.node as Node | undefined;
  if (isFunction(definition) && definition.params.some((parameter) => parameter.type === T.RestElement && parameter.argument === variable.defs[0]?.name)) return 'chosen';
  const queried = queryBehind(variable);
  if (queried) return querySize(queried, unit);
  const source = iteratedBy(variable);
  return source ? elementSize(source, unit, steps) : batchSize(variable, unit);
}

/** The awaited query that a destructured variable is a part of: `const { rows } = await find(…)`, `const [rows, total] = await Promise.all([find(…), count()])`. */
function queryBehind(variable: Variable): Node | undefined {
  const name = variable.defs[0]?.name as Node | undefined;
  const declarator = variable.defs[0]?.node as Node | undefined;
  if (declarator?.type !== T.VariableDeclarator || declarator.init?.type !== T.AwaitExpression) return undefined;
  const awaited = unwrap(declarator.init.argument);
  if (declarator.id.type === T.ObjectPattern) return awaited;
  if (declarator.id.type !== T.ArrayPattern || awaited.type !== T.CallExpression) return undefined;
  const index = declarator.id.elements.findIndex((element) => element === name);
  const first = awaited.arguments[0];
  if (calledMethod(awaited) !== 'all' || first?.type !== T.ArrayExpression) return awaited;
  return index < 0 ? undefined : (first.elements[index] ?? undefined);
}

/** The list whose elements a variable is bound to, one after the other: by `for … of`, or as the parameter of an array method's callback. */
function iteratedBy(variable: Variable): Node | undefined {
  const name = variable.defs[0]?.name as Node | undefined;
  const node = variable.defs[0]?.node as Node | undefined;
  if (node?.type === T.VariableDeclarator && node.id === name && node.parent.parent.type === T.ForOfStatement) return node.parent.parent.right;
  if (!isFunction(node) || node.params[0] !== name) return undefined;
  const call = node.parent;
  if (call.type !== T.CallExpression || call.arguments[0] !== node || !/^(?:map|forEach|flatMap|filter)$/.test(calledMethod(call) ?? '')) return undefined;
  const callee = unwrap(call.callee);
  return callee.type === T.MemberExpression ? callee.object : undefined;
}

/** How many elements each element of a list of lists has: of what `chunk(xs, 10)` and its like gives. */
function elementSize(list: Node, unit: SizeContext, steps: number): Size {
  let at = unwrap(list);
  for (let step = 0; step < 4 && at.type === T.Identifier; step += 1) {
    const variable = unit.scopes.variableOf(at);
    const value = variable && constantValue(variable);
    if (!value) return /(?:chunks|batches|pages|groups)$/i.test(at.name) ? 'chosen' : undefined;
    at = unwrap(value);
  }
  if (at.type === T.AwaitExpression) at = unwrap(at.argument);
  if (at.type === T.ArrayExpression) return at.elements.reduce<Size>((size, element) => larger(size, element && element.type !== T.SpreadElement ? sizeOf(element, unit, steps) : undefined), 0);
  if (at.type !== T.CallExpression) return undefined;
  const callee = unwrap(at.callee);
  const name = callee.type === T.Identifier ? callee.name : callee.type === T.MemberExpression ? propertyName(callee) : undefined;
  if (name === undefined || !/chunk|batch|partition|slices|window|paginate|inGroupsOf|splitEvery|aperture/i.test(name)) return undefined;
  const sizes = at.arguments.map((argument) => numericBound(argument, unit)).filter((bound) => typeof bound === 'number');
  return pageOf(sizes.at(-1));
}

/** Whether something is put into a collection after it was made: then what it was made with bounds nothing. */
export function isGrown(variable: Variable): boolean {
  return variable.references.some((reference) => {
    const member = unwrapped(reference.identifier as Node).parent;
    if (member?.type !== T.MemberExpression || unwrap(member.object) !== reference.identifier) return false;
    const holder = unwrapped(member).parent;
    if (holder?.type === T.CallExpression && unwrap(holder.callee) === member) return /^(?:push|unshift|splice|add|set|append|enqueue)$/.test(propertyName(member) ?? '');
    return (holder?.type === T.AssignmentExpression && unwrap(holder.left) === member && member.computed) || (member.computed && holder?.type === T.UpdateExpression);
  });
}

function unwrapped(node: Node): Node {
  let at = node;
  while (at.parent && unwrap(at.parent) !== at.parent && unwrap(at.parent) === unwrap(node)) at = at.parent;
  return at;
}

/** A list in a constant object, or in a read-only field of the class at hand. */
function memberSize(node: TSESTree.MemberExpression, unit: SizeContext, steps: number): Size {
  const name = propertyName(node);
  const object = unwrap(node.object);
  if (name === undefined) return undefined;
  if (object.type === T.Identifier) {
    const variable = unit.scopes.variableOf(object);
    const value = variable && constantValue(variable);
    const literal = value && unwrap(value);
    if (literal?.type === T.AwaitExpression) return querySize(literal.argument, unit);
    if (literal?.type !== T.ObjectExpression) return undefined;
    const property = literal.properties.find((candidate): candidate is TSESTree.Property => candidate.type === T.Property && keyName(candidate) === name);
    return property && unwrap(property.value).type === T.ArrayExpression ? nonEmpty(sizeOf(property.value, unit, steps)) : undefined;
  }
  if (object.type !== T.ThisExpression) return undefined;
  let at: Node | undefined = enclosingFunction(node) ?? node;
  while (at && at.type !== T.ClassBody) at = at.parent;
  const field = at?.type === T.ClassBody ? at.body.find((member): member is TSESTree.PropertyDefinition => member.type === T.PropertyDefinition && keyName(member) === name) : undefined;
  if (field?.readonly && field.value) return nonEmpty(sizeOf(field.value, unit, steps));
  return at && field && (field.accessibility === 'private' || field.key.type === T.PrivateIdentifier) ? privateSize(field, at, unit, steps) : undefined;
}

/** The largest list that a class ever assigns to a private field; undefined where it also puts elements in, or gives the list away by a name. */
function privateSize(field: TSESTree.PropertyDefinition, body: Node, unit: SizeContext, steps: number): Size {
  const isField = (node: Node): node is TSESTree.MemberExpression => node.type === T.MemberExpression && propertyName(node) === keyName(field);
  let isKnown = true;
  const values: Node[] = field.value ? [field.value] : [];
  walk(body, (node) => {
    if (!isField(node)) return;
    const holder = unwrapped(node).parent;
    if (holder?.type === T.AssignmentExpression && unwrap(holder.left) === node) {
      values.push(holder.right);
      // What it was before takes part in what it becomes.
      walk(holder.right, (inner) => { isKnown &&= !isField(inner); });
      isKnown &&= holder.operator === '=';
    } else isKnown &&= holder !== undefined && isRead(holder, node);
  });
  // Fields are assigned from each other: with many assignments the ways to follow are too many.
  return isKnown && values.length <= 4 ? nonEmpty(values.map((value) => sizeOf(value, unit, steps - 1)).reduce(larger, 0)) : undefined;
}

/** Whether a use of a list leaves it as it is: `xs.map(…)`, `xs.length`, `for (… of xs)`, `return xs`. */
function isRead(holder: Node, list: Node): boolean {
  if (holder.type === T.ReturnStatement) return true;
  if (holder.type === T.ForOfStatement) return unwrap(holder.right) === list;
  if (holder.type !== T.MemberExpression || unwrap(holder.object) !== list) return false;
  return /^(?:map|flatMap|forEach|filter|find|findIndex|some|every|reduce|includes|indexOf|slice|join|at|length|keys|values|entries)$/.test(propertyName(holder) ?? '');
}

/** Of a field, a list that begins empty is one that will be filled. */
function nonEmpty(size: Size): Size {
  return size === 0 ? undefined : size;
}

const cap = /^(?:take|limit|first|last|top|pageSize|page_size|pageLimit|perPage|per_page|maxResults|max_results|batch|batchSize|batch_size|batchLimit|chunkSize|MaxKeys|MaxItems|count|size|\$top)$/;

/** How much a page or batch is, of a size that stands there or was chosen elsewhere. A round number of moderate size was chosen, too. */
function pageOf(size: Size): Size {
  return typeof size === 'number' && (size <= 32 || size > 100) ? size : 'chosen';
}

/** What a query was told to give at most: `findMany({ take: 20 })`, `find().limit(20)`. A value that is not literal was chosen. */
function querySize(node: Node, unit: SizeContext): Size {
  for (let at = unwrap(node), step = 0; step < 12; step += 1) {
    if (at.type === T.CallExpression) {
      const method = calledMethod(at);
      if ((method === 'limit' || method === 'take') && at.arguments[0]) return pageOf(numericBound(at.arguments[0], unit));
      const given = capIn(at.arguments, unit);
      if (given !== undefined) return given;
      const sql = at.arguments[0] && stringValue(at.arguments[0]);
      const limit = sql !== undefined ? /\blimit\s+(\d+)\s*;?\s*$/i.exec(sql)?.[1] : undefined;
      if (limit !== undefined) return pageOf(Number(limit));
      at = unwrap(at.callee);
    } else if (at.type === T.MemberExpression) at = unwrap(at.object);
    else return undefined;
  }
  return undefined;
}

/** What the options among some arguments say of a size: `{ take: 20 }`. */
function capIn(args: readonly Node[], unit: SizeContext): Size {
  for (const argument of args) {
    const options = unwrap(argument);
    if (options.type !== T.ObjectExpression) continue;
    for (const property of options.properties) {
      if (property.type !== T.Property || !cap.test(keyName(property) ?? '')) continue;
      // `{ size: 'large' }` says something else.
      if (property.value.type === T.Literal && typeof property.value.value !== 'number') continue;
      return pageOf(numericBound(property.value, unit));
    }
  }
  return undefined;
}

/** What a helper hands to a callback at a time: `inBatches(ids, async (part) => …, { batch: 50 })`, `findAllInBatches(query, (rows) => …)`. */
function batchSize(variable: Variable, unit: SizeContext): Size {
  const fn = variable.defs[0]?.node as Node | undefined;
  const call = fn?.parent;
  if (!isFunction(fn) || fn.params[0] !== variable.defs[0]?.name || call?.type !== T.CallExpression || unwrap(call.callee) === fn) return undefined;
  const callee = unwrap(call.callee);
  const given = capIn(call.arguments, unit);
  if (given !== undefined) return given;
  const name = callee.type === T.Identifier ? callee.name : callee.type === T.MemberExpression ? propertyName(callee) : undefined;
  return /batch|chunk/i.test(name ?? '') ? 'chosen' : undefined;
}

/** How often the body of a loop can run. */
export function iterationsOf(loop: Node, unit: SizeContext): Size {
  switch (loop.type) {
    case T.ForOfStatement: return loop.await ? undefined : sizeOf(loop.right, unit);
    case T.ForInStatement: return objectSize(loop.right, unit, 8);
    case T.ForStatement: return countedIterations(loop, unit);
    default: return undefined;
  }
}

/** `for (let i = 0; i < n; i++)`: the bound in the test. A counter that takes other steps runs less often. */
function countedIterations(loop: TSESTree.ForStatement, unit: SizeContext): Size {
  const test = loop.test && unwrap(loop.test);
  if (test?.type !== T.BinaryExpression) return undefined;
  if (test.operator === '<' || test.operator === '<=') return numericBound(test.right, unit);
  if (test.operator !== '>' && test.operator !== '>=') return undefined;
  // Counting down: where it starts is what bounds it.
  const declaration = loop.init?.type === T.VariableDeclaration ? loop.init.declarations[0]?.init : undefined;
  return declaration ? numericBound(declaration, unit) : undefined;
}

/** Whether an expression contains an identifier of this name. */
export function mentions(root: Node, name: string): boolean {
  let found = false;
  walk(root, (node) => { if (node.type === T.Identifier && node.name === name) found = true; });
  return found;
}
