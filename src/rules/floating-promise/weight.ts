import { isGenerated } from '../../analysis/generated.ts';
import { ancestor, calledMethod, chainStart, enclosingFunction, enclosingStatement, functionName, isFunction, stringValue, T, unwrap, walk, walkOwn, wrapped, type Node, type TSESTree } from '../../analysis/nodes.ts';
import type { UnhandledPart } from '../../analysis/promise-handling.ts';
import { resolveConstant, type Variable } from '../../analysis/scopes.ts';
import { printsErrors } from '../../knowledge/safe-to-float.ts';
import type { RuleUnit } from '../define-rule.ts';
import { deviates } from './deviation.ts';

/** What follows from promises that nobody waits for: an error that is lost, what comes next being too early, or nothing that people would change code for. */
export type Weight = 'error' | 'order' | 'little';

/** The weight of promises that are left alone together: that of the heaviest. `isKept`: something holds them that nobody reads. */
export function weightOf(parts: readonly UnhandledPart[], isKept: boolean, unit: RuleUnit): Weight {
  const weights = parts.map((part) => weightOfOne(part, isKept, unit));
  return weights.find((weight) => weight === 'error') ?? weights.find((weight) => weight === 'order') ?? 'little';
}

function weightOfOne({ node, kind }: UnhandledPart, isKept: boolean, unit: RuleUnit): Weight {
  const { summaries } = unit;
  if (kind === 'awaited array') return 'error';
  if (takesErrorCallback(node) || (summaries.isOfPackage() && handsCallbackOn(node))) return 'little';
  // A test that has passed is no longer held back by what it checks afterwards; all else that goes wrong in a test is seen by who runs it.
  // Whoever runs the tests of a package sees what went wrong by the runner.
  if (unit.isExempt) return !summaries.isOfPackage() && !isOnlyCompiled(unit.path) && holdsAssertion(unit.textOf(node)) && summaries.failsFromOutside(node) ? 'error' : 'little';
  if (summaries.isExample() || summaries.isDeveloperTool() || isLastActOfCommand(node) || isWrittenByTool(node, unit)) return 'little';
  if (summaries.isOfPackage() && (isSaidToBeMeant(node, unit) || isStartUp(node, unit) || asksItsPage(node, unit) || hasNobodyToTell(node))) return 'little';
  if (summaries.isOfPackage() && printsErrors(unit.text)) return 'little';
  // What a released migration did wrong it has done.
  if (summaries.isOfPackage() && summaries.isMigration()) return 'little';
  // What a chain of reactions does is mostly told by them; what the network says is not.
  if (kind === 'chain' && summaries.isOfPackage() && !beginsWithRequest(node)) return 'little';
  // A browser prints the error and goes on with the page.
  if (isDroppedByMapper(node, unit)) return 'error';
  if (summaries.isOfPackage() && (summaries.runsInBrowser() || summaries.isOfApplication() || summaries.isMostlyLeft(node) || isBookkeeping(node) || tellsOfError(node, unit) || rejectsOuter(node, unit) || isHandledWhereMade(node, unit))) return 'little';
  // A program that cannot load, or a command that cannot do its work, ends with the error's stack, as it should.
  const endsAsItShould = summaries.isOfPackage() && (isAtModuleLevel(node) || summaries.isCommand());
  const fails = summaries.failsFromOutside(node);
  // What nobody can look into may deal with its errors.
  if (fails && summaries.isOfPackage() && !summaries.isKnownToFail(node) && !summaries.isMostlyAwaited(node)) return 'little';
  const isMissed = !summaries.isOfGrownPackage() || isKept || kind === 'array' || deviates(node, unit);
  if (fails && isMissed && !endsAsItShould && !summaries.hasLastResort()) return 'error';
  // That what follows is too early those say who wait elsewhere.
  const isMissedOrder = !summaries.isOfPackage() || (!isLast(node) && (!summaries.isOfGrownPackage() || summaries.isMostlyAwaited(node)));
  return summaries.orderMatters(node) && !summaries.neverEnds(node) && isMissedOrder ? 'order' : 'little';
}

/** `// not awaited on purpose`, in front of the statement or on its line. */
function isSaidToBeMeant(node: Node, { comments, text }: RuleUnit): boolean {
  const start = (enclosingStatement(node) ?? node).range[0];
  return comments.some((comment) => {
    const between = comment.end <= start ? text.slice(comment.end, start).replace(/\/\*[^]*?\*\//g, '') : comment.start >= node.range[1] ? text.slice(node.range[1], comment.start) : '?';
    const isNear = comment.end <= start ? between.trim() === '' : /^[;,)\s]*$/.test(between) && !between.includes('\n');
    return isNear && /\bnot (?:be )?await|\bno(?: need to)? await|(?:n't|n.t|\bnot) (?:a?wait|block|need to wait)|without (?:a?waiting|blocking)|\bnon-?blocking|fire[- ](?:and|&|n)[- ]forget|ignor(?:e|es|ing) (?:the|its|this) (?:returned |resulting )?(?:promise|result)|\bin (?:the )?background\b|\bon purpose\b|\bintentional|\bdeliberate|\bbest[- ]effort/i.test(comment.text);
  });
}

/** Directly in a function that starts something, as `init` does: what comes of an error there, those know who have written it. */
function isStartUp(node: Node, { knowledge }: RuleUnit): boolean {
  const fn = enclosingFunction(node);
  const name = fn ? (functionName(fn) ?? '').replace(/^[_#]+/, '') : '';
  return knowledge.eventSources.isStartUpName(name) || /^(?:init|initiali[sz]e|set[uU]p|boot|bootstrap|install|configure)(?=[A-Z_])/.test(name);
}

/**
 * Whether the code around cannot wait, and was written so: a function that is neither async nor somebody's callback, handler or
 * method; and an async function that a constructor calls at once. Who reads such code finds it meant.
 */
function hasNobodyToTell(node: Node): boolean {
  const fn = enclosingFunction(node);
  if (!fn || fn.async) return false;
  const holder = wrapped(fn).parent;
  // Who waits for the promise that is made there waits forever.
  if (holder?.type === T.NewExpression) return false;
  const isMethod = holder?.type === T.MethodDefinition || holder?.type === T.PropertyDefinition || holder?.type === T.Property;
  if (isMethod) return holder.type === T.MethodDefinition && holder.kind === 'constructor' && isCalledAtOnce(node);
  return holder?.type !== T.CallExpression && !fn.params.some((parameter) => parameter.type === T.Identifier && /^_?(?:req|request|ctx|res|response|event|socket|message|msg)$/.test(parameter.name));
}

/** `(async () => {…})()`. */
function isCalledAtOnce(node: Node): boolean {
  const at = unwrap(node);
  return at.type === T.CallExpression && isFunction(unwrap(at.callee));
}

/** `fetch('/prompts.json')`: only a browser knows of which server. */
function asksItsPage(node: Node, { scopes }: RuleUnit): boolean {
  const at = chainStart(node);
  const [address] = at.type === T.CallExpression && at.callee.type === T.Identifier && at.callee.name === 'fetch' ? at.arguments : [];
  return address !== undefined && /^\.{0,2}\//.test(stringValue(resolveConstant(address, scopes)) ?? '');
}

/** A test of types: its code never runs. */
function isOnlyCompiled(path: string): boolean {
  return /\/(?:test|tests|typings|test-d|type-tests?)\/(?:.*\/)?(?:types?|typings|test-d|type-tests?)\/|\.(?:test-d|tst|types\.test|type-test)\.[mc]?tsx?$/.test(path);
}

/** `run(name, (error, result) => …)`: who is given a callback gives no promise, or one that nobody needs. */
function takesErrorCallback(node: Node): boolean {
  const at = unwrap(node);
  const last = at.type === T.CallExpression ? at.arguments.at(-1) : undefined;
  const callback = last && unwrap(last);
  const [first] = callback && isFunction(callback) ? callback.params : [];
  return first?.type === T.Identifier && /^_?(?:e|er|err|error)$/.test(first.name);
}

/** `fetch(url).then(…)`, `this.fetch(url).then(…)`. */
function beginsWithRequest(node: Node): boolean {
  const at = chainStart(node);
  const name = at.type === T.CallExpression ? calledMethod(at) ?? (at.callee.type === T.Identifier ? at.callee.name : '') : '';
  return /^(?:fetch|axios|got|ky|request)$/.test(name);
}

/** `create(order, callback)`, `create(order, (...all) => callback(...all))`: whoever is given the callback tells of the error by it. */
function handsCallbackOn(node: Node): boolean {
  const at = unwrap(node);
  const last = at.type === T.CallExpression ? at.arguments.at(-1) : undefined;
  const callback = last && unwrap(last);
  const isHandedOn = (at: Node): boolean => at.type === T.Identifier && /^(?:fn|cb|callback|done)$/.test(at.name);
  let found = callback !== undefined && isHandedOn(callback);
  if (callback && isFunction(callback)) walk(callback.body, (inner) => { found ||= inner.type === T.CallExpression && (isHandedOn(inner.callee) || inner.callee.type === T.MemberExpression && isHandedOn(inner.callee.object)); });
  return found;
}

/** `await Promise.all(names.map((name) => { write(name); }))`: what is waited for is nothing. */
function isDroppedByMapper(node: Node, unit: RuleUnit): boolean {
  const fn = enclosingFunction(node);
  const mapping = fn && wrapped(fn).parent;
  const list = mapping?.type === T.CallExpression && calledMethod(mapping) === 'map' ? wrapped(mapping).parent : undefined;
  if (list?.type !== T.CallExpression || !/^all(?:Settled)?$/.test(calledMethod(list) ?? '') || fn?.body.type !== T.BlockStatement || fn.async) return false;
  return unit.summaries.failsFromOutside(node) && fn.body.body.every(({ type }) => type !== T.ReturnStatement);
}

/** In an executor: `run();` of a function there whose `catch` hands the error to `reject`. */
function rejectsOuter(node: Node, unit: RuleUnit): boolean {
  const at = unwrap(node);
  const fn = at.type === T.CallExpression ? unit.functionOf(at.callee) : undefined;
  const executor = fn && ancestor(fn, (inner) => isFunction(inner) && wrapped(inner).parent?.type === T.NewExpression);
  const reject = isFunction(executor) ? executor.params[1] : undefined;
  if (!fn || reject?.type !== T.Identifier) return false;
  let found = false;
  walk(fn.body, (inner) => { found ||= inner.type === T.CallExpression && inner.callee.type === T.Identifier && inner.callee.name === reject.name && ancestor(inner, ({ type }) => type === T.CatchClause) !== undefined; });
  return found;
}

/** `const made = make(name); made.catch(forget); return made;`: that promise has its handler, whoever drops it. */
function isHandledWhereMade(node: Node, unit: RuleUnit): boolean {
  const at = unwrap(node);
  const fn = at.type === T.CallExpression ? unit.functionOf(at.callee) : undefined;
  if (!fn || fn.async || fn.body.type !== T.BlockStatement) return false;
  const returned = new Set<Variable | undefined>();
  const handled = new Set<Variable | undefined>();
  walkOwn(fn.body, (inner) => {
    if (inner.type === T.ReturnStatement && inner.argument?.type === T.Identifier) returned.add(unit.scopes.variableOf(inner.argument));
    const callee = inner.type === T.CallExpression && calledMethod(inner) === 'catch' ? unwrap(inner.callee) : undefined;
    if (callee?.type === T.MemberExpression && callee.object.type === T.Identifier) handled.add(unit.scopes.variableOf(callee.object));
  });
  return [...returned].some((variable) => variable !== undefined && handled.has(variable));
}

/** Nothing comes after it in its function: at the end of a branch, or of a `try`, what comes next is what comes after that. */
function isLast(node: Node): boolean {
  const body = enclosingFunction(node)?.body;
  let at: Node | undefined = enclosingStatement(node);
  while (at?.parent && at !== body) {
    const { parent }: Node = at;
    const isEnd = parent.type === T.BlockStatement ? parent.body.at(-1) === at : parent.type === T.SwitchCase ? endsCase(parent, at) : parent.type === T.SwitchStatement || parent.type === T.IfStatement || (parent.type === T.TryStatement && !parent.finalizer);
    if (!isEnd) return false;
    at = parent;
  }
  return at === body;
}

/** Nothing comes after it in its case, nor in the next one. */
function endsCase({ consequent }: TSESTree.SwitchCase, statement: Node): boolean {
  const next = consequent[consequent.findIndex((other) => other === statement) + 1];
  return next?.type === T.BreakStatement && !next.label;
}

/** `catch (error) { reports.create(error); }`: who tells of one error has nothing to tell of the next. */
function tellsOfError(node: Node, unit: RuleUnit): boolean {
  const at = unwrap(node);
  const [first] = at.type === T.CallExpression ? at.arguments : [];
  const value = first && unwrap(first);
  return value?.type === T.Identifier && unit.scopes.variableOf(value)?.defs[0]?.type === 'CatchClause';
}

/** `task.finally(() => tasks.delete(task))`: whoever keeps the task waits for it. */
function isBookkeeping(node: Node): boolean {
  const at = unwrap(node);
  const callee = at.type === T.CallExpression && calledMethod(at) === 'finally' ? unwrap(at.callee) : undefined;
  return callee?.type === T.MemberExpression && unwrap(callee.object).type === T.Identifier;
}

/** `save();` as a statement of the module. */
function isAtModuleLevel(node: Node): boolean {
  return !enclosingFunction(node) && !ancestor(node, ({ type }) => type === T.ClassBody);
}

/** In what a bundler or a generator has written, nobody changes a line. */
function isWrittenByTool(node: Node, { text }: RuleUnit): boolean {
  const [start] = node.range;
  const end = text.indexOf('\n', start);
  const isMinified = (end < 0 ? text.length : end) - text.lastIndexOf('\n', start) > 1000;
  return isMinified || isGenerated(text);
}

/** `.action((options) => { build(options); })`: the command ends with the error's stack, as it should. */
function isLastActOfCommand(node: Node): boolean {
  const fn = enclosingFunction(node);
  const call = fn && wrapped(fn).parent;
  if (call?.type !== T.CallExpression || calledMethod(call) !== 'action') return false;
  const statement = enclosingStatement(node);
  return fn?.body === node || (fn?.body.type === T.BlockStatement && fn.body.body.at(-1) === statement);
}

/** `expect(…)`, `assert.equal(…)`, `t.is(…)`, `value.should.…`; not in what somebody else has bundled. */
function holdsAssertion(text: string): boolean {
  return text.length < 5000 && /\b(?:expect|assert\w*)\s*[.(]|\bt\.(?:is|ok|not|notOk|equals?|same|deepEqual|true|false|truthy|falsy|pass|fail|throws|like|error|match)\(|\.should\./.test(text);
}
