import { calledMethod, enclosingFunction, isInside, keyName, numberValue, propertyName, T, unwrap, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import { resolveConstant } from '../analysis/scopes.ts';
import type { Unit } from '../analysis/unit.ts';
import type { BlockingApi } from '../knowledge/blocking-calls.ts';
import { canAwait, isParenthesized } from './await-promise.ts';
import { importName } from './imports.ts';
import { promisified } from './promisify.ts';
import { styleOf } from './style.ts';

/** How the twin is called: what stands in the callee's place, edits elsewhere, and what a longer callee drops of the arguments. */
interface TwinCallee {
  text: string;
  /** What `text` replaces; by default the callee. */
  start?: number;
  end?: number;
  edits: EditInput[];
}

/**
 * The edits that await a blocking call's promise twin in its place. Undefined where `await` cannot stand, where the twin
 * lacks something that the call uses, or where there is no twin.
 */
export function promiseTwin(unit: Unit, call: Node, api: BlockingApi): EditInput[] | undefined {
  if (call.type !== T.CallExpression || !api.twin || !canAwait(unit, call) || isOptional(call) || wouldLoseUpdate(unit, call)) return undefined;
  if (!supports(unit, call, api)) return undefined;
  const callee = api.twin.includes('FileHandle#') ? handleMethod(unit, call, api.twin) : twinCallee(unit, call, api);
  if (!callee) return undefined;

  const statement = call.parent.type === T.ExpressionStatement ? call.parent : undefined;
  const result = api.result === 'fulfilled' ? '.then(() => true, () => false)' : '';
  const property = api.result && api.result !== 'fulfilled' && !statement ? `.${api.result}` : '';
  const options = api.result === 'stdout' ? outputEncoding(unit, call) : [];
  if (!options) return undefined;
  const outer = !isParenthesized(unit, call) && (property !== '' || bindsTighter(call));
  const open = `${outer && opensStatement(unit, call) ? ';' : ''}${outer ? '(' : ''}await `;
  const start = callee.start ?? call.callee.range[0];
  const close = `${result}${outer ? ')' : ''}${property}`;
  return [
    ...callee.edits,
    ...(start === call.range[0] ? [] : [{ start: call.range[0], end: call.range[0], text: open }]),
    { start, end: callee.end ?? call.callee.range[1], text: start === call.range[0] ? open + callee.text : callee.text },
    ...options,
    ...(close ? [{ start: call.range[1], end: call.range[1], text: isParenthesized(unit, call) && property ? result : close }] : []),
    ...(isParenthesized(unit, call) && property ? [{ start: call.range[1], end: call.range[1], text: property }] : []),
  ];
}

/** `fs?.readFileSync(p)` may give undefined, which has no twin. */
function isOptional(call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  return call.optional || (callee.type === T.MemberExpression && (callee.optional || callee.computed)) || call.callee !== callee;
}

/** Whether the call stands in `this.n += f()` or `x = x + f()`, x being shared: with an await in it, updates made meanwhile would be lost. */
function wouldLoseUpdate(unit: Unit, call: Node): boolean {
  const fn = enclosingFunction(call);
  for (let child = call, at = call.parent; at && at !== fn; child = at, at = at.parent) {
    if (at.type !== T.AssignmentExpression || at.right !== child) continue;
    const target = unwrap(at.left);
    const local = target.type === T.Identifier ? unit.scopes.variableOf(target)?.defs[0]?.name : undefined;
    const isLocal = local !== undefined && fn !== undefined && isInside(local, fn);
    if (!isLocal && (at.operator !== '=' || unit.textOf(at.right).includes(unit.textOf(target)))) return true;
  }
  return false;
}

function supports(unit: Unit, call: TSESTree.CallExpression, { path, typedArguments, unsupported, options }: BlockingApi): boolean {
  if (call.arguments.some((argument) => argument.type === T.SpreadElement)) return false;
  if (typedArguments !== undefined && unit.isTypeScript && call.arguments.length !== typedArguments) return false;
  const file = path === undefined ? undefined : call.arguments[path];
  if (file && isDescriptor(unit, file)) return false;
  return !unsupported || call.arguments.slice(1).every((argument, index) => {
    const value = resolveConstant(argument, unit.scopes);
    if (value.type !== T.ObjectExpression) return isPlain(value) || index + 1 < (options ?? call.arguments.length - 1);
    return value.properties.every((property) => property.type === T.Property && keyName(property) !== undefined && !unsupported.includes(keyName(property) ?? ''));
  });
}

function isPlain(value: Node): boolean {
  return value.type === T.Literal || value.type === T.TemplateLiteral || value.type === T.ArrayExpression;
}

/** Whether a file is given by its descriptor: the promise functions take a path or a FileHandle. */
function isDescriptor(unit: Unit, file: Node): boolean {
  const value = resolveConstant(file, unit.scopes);
  if (numberValue(value) !== undefined) return true;
  if (value.type === T.MemberExpression && propertyName(value) === 'fd') return true;
  if (value.type === T.Identifier && /^(?:fd|descriptor|fileDescriptor)$/i.test(value.name)) return true;
  if (value.type === T.CallExpression && unit.origins(value.callee).some(({ name }) => name === 'openSync')) return true;
  return /\bnumber\b/.test(unit.types.typeText(file) ?? '');
}

function twinCallee(unit: Unit, call: TSESTree.CallExpression, api: BlockingApi): TwinCallee | undefined {
  const [module, name] = splitTwin(api);
  const callee = unwrap(call.callee);
  const instead = callee.type === T.Identifier ? callee : undefined;
  if (api.promisify) {
    const twin = promisified(unit, { module, name, at: call, ...(instead && { instead }) });
    return twin && { text: twin.expression, edits: twin.edits };
  }
  // In the same module the object stays: `bcrypt.hashSync` -> `bcrypt.hash`, `Deno.readFileSync` -> `Deno.readFile`.
  if (module === api.module) return callee.type === T.MemberExpression ? sibling(callee, name) : named(unit, call, module, name, instead);
  const imported = importName(unit, { module, name, at: call, ...(instead && { instead }) });
  const isWhole = callee.type === T.MemberExpression && module === 'fs/promises' && unit.origins(callee.object).some((origin) => origin.module === 'fs' && /^(?:default|\*)$/.test(origin.name));
  if (isWhole && (!imported || imported.edits.length > 0) && callee.type === T.MemberExpression) return sibling(callee, `promises.${name}`);
  return imported && { text: imported.expression, edits: imported.edits };
}

/** The module and name of the twin; a name in the same place as the call's own comes without that place. */
function splitTwin({ module, name, twin = '' }: BlockingApi): [string, string] {
  const colon = twin.indexOf(':');
  if (colon >= 0) return [twin.slice(0, colon), twin.slice(colon + 1)];
  const place = name.slice(0, name.lastIndexOf('.') + 1);
  return [module, twin.startsWith(place) ? twin.slice(place.length) : twin];
}

function sibling(callee: TSESTree.MemberExpression, name: string): TwinCallee {
  const [start, end] = callee.property.range;
  // The package itself is the twin: `which.sync(p)` -> `which(p)`.
  return name === 'default' ? { text: '', start: callee.object.range[1], end, edits: [] } : { text: name, start, end, edits: [] };
}

function named(unit: Unit, call: Node, module: string, name: string, instead: TSESTree.Identifier | undefined): TwinCallee | undefined {
  if (name.includes('.') || module === 'global') return undefined;
  const imported = importName(unit, { module, name, at: call, ...(instead && { instead }), ...(name === 'default' && { locals: [module.replace(/\W+(\w)/g, (_all, letter: string) => letter.toUpperCase())] }) });
  return imported && { text: imported.expression, edits: imported.edits };
}

/** `readSync(handle.fd, …)` -> `handle.read(…)`, where the handle is at hand. */
function handleMethod(unit: Unit, call: TSESTree.CallExpression, twin: string): TwinCallee | undefined {
  const [descriptor, next] = call.arguments;
  if (descriptor?.type !== T.MemberExpression || propertyName(descriptor) !== 'fd' || descriptor.optional) return undefined;
  const type = unit.types.typeOrigin(descriptor.object);
  const made = resolveConstant(descriptor.object, unit.scopes);
  const isOpened = made.type === T.AwaitExpression && made.argument.type === T.CallExpression && unit.origins(made.argument.callee).some(({ module, name }) => module === 'fs/promises' && name === 'open');
  if (!isOpened && (type?.module !== 'fs/promises' || type.name !== 'FileHandle')) return undefined;
  const method = twin.slice(twin.indexOf('#') + 1);
  return {
    text: `${unit.textOf(descriptor.object)}.${method}`,
    edits: [{ start: descriptor.range[0], end: next ? next.range[0] : descriptor.range[1], text: '' }],
  };
}

/**
 * The edits that keep the kind of output: `exec` gives text unless it is told otherwise, `execSync` bytes.
 * Where the output is not used, or made a string at once, nothing is to be done.
 */
function outputEncoding(unit: Unit, call: TSESTree.CallExpression): EditInput[] | undefined {
  const { parent } = call;
  if (parent.type === T.ExpressionStatement) return [];
  if (parent.type === T.MemberExpression && calledMethod(parent.parent) === 'toString' && parent.parent.type === T.CallExpression && parent.parent.arguments.length === 0) return [];
  const options = call.arguments.find((argument, index) => index > 0 && resolveConstant(argument, unit.scopes).type === T.ObjectExpression);
  const style = styleOf(unit);
  const encoding = `encoding: ${style.quote}buffer${style.quote}`;
  if (!options) {
    const last = call.arguments.at(-1);
    return last && [{ start: last.range[1], end: last.range[1], text: `, { ${encoding} }` }];
  }
  const value = resolveConstant(options, unit.scopes);
  if (value.type !== T.ObjectExpression) return undefined;
  if (value.properties.some((property) => property.type === T.Property && keyName(property) === 'encoding')) return [];
  // Options that are kept in a variable may be used elsewhere.
  if (value !== unwrap(options)) return undefined;
  const [first] = value.properties;
  if (!first) return [{ start: value.range[0], end: value.range[1], text: `{ ${encoding} }` }];
  return [{ start: first.range[0], end: first.range[0], text: `${encoding}, ` }];
}

/** Whether an awaited call needs parentheses where the call stood, or is easier to read with them. */
function bindsTighter(call: Node): boolean {
  const { parent } = call;
  switch (parent?.type) {
    case T.MemberExpression:
      return parent.object === call;
    case T.CallExpression: case T.NewExpression:
      return parent.callee === call;
    case T.UnaryExpression: case T.BinaryExpression: case T.LogicalExpression: case T.TaggedTemplateExpression:
    case T.TSNonNullExpression: case T.TSAsExpression: case T.TSSatisfiesExpression: case T.SpreadElement:
      return true;
    case T.ConditionalExpression:
      return parent.test === call;
    default:
      return false;
  }
}

/** Whether a parenthesis put before the call would continue the line above: code without semicolons. */
function opensStatement(unit: Unit, call: Node): boolean {
  let statement: Node | undefined = call;
  while (statement && statement.type !== T.ExpressionStatement) statement = statement.parent;
  return statement?.range[0] === call.range[0] && !/[;{}]\s*$/.test(unit.text.slice(0, call.range[0]));
}
