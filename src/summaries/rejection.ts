import { ancestor, calledMethod, isFunction, keyName, propertyName, stringValue, T, unwrap, walk, walkOwn, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import { isBuiltin } from '../analysis/origin.ts';
import { resolveConstant } from '../analysis/scopes.ts';
import type { Unit } from '../analysis/unit.ts';
import { isBestEffort, isNotice } from '../knowledge/best-effort.ts';
import { isKnownToFail } from '../knowledge/failing-calls.ts';
import { isThrower } from '../knowledge/harmless-calls.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { nowhere, type Elsewhere } from './elsewhere.ts';
import { Recursion } from './recursion.ts';
import { namesOf, returnedBy, throwing } from './throwing.ts';
import { readsShippedFile } from './own-files.ts';
import type { LinkedSummaries, Standard, Summaries } from './types.ts';

/**
 * Whether a promise can reject. It cannot where its function guards its whole body and the handler only logs or assigns,
 * where its chain ends in such a handler, for plain delays, and what is made of those.
 */
export function rejectionSummary(unit: Unit, { safeToFloat }: Knowledge, elsewhere: Elsewhere = nowhere, isOfPackage = false, dependencies: ReadonlySet<string> = new Set()): Pick<Summaries, 'canReject' | 'tendsToReject' | 'callbackTendsToReject' | 'callbackFailsFromOutside' | 'failsFromOutside' | 'isKnownToFail' | 'callbackIsKnownToFail'> & Pick<LinkedSummaries, 'callRejects' | 'runningThrows'> {
  const by = { proof: rejections(unit, safeToFloat, elsewhere, 'proof', isOfPackage), practice: rejections(unit, safeToFloat, elsewhere, 'practice', isOfPackage), outside: rejections(unit, safeToFloat, elsewhere, 'outside', isOfPackage), known: rejections(unit, safeToFloat, elsewhere, 'known', isOfPackage, dependencies) };
  return {
    canReject: by.proof.canReject,
    tendsToReject: by.practice.canReject,
    failsFromOutside: by.outside.canReject,
    callbackTendsToReject: by.practice.callbackRejects,
    callbackFailsFromOutside: by.outside.callbackRejects,
    isKnownToFail: by.known.canReject,
    callbackIsKnownToFail: by.known.callbackRejects,
    callRejects: (fn, standard) => by[standard].callRejects(fn),
    runningThrows: (fn, standard) => by[standard].runningThrows(fn),
  };
}

interface Rejections {
  canReject(promise: Node): boolean;
  callbackRejects(callback: Node): boolean;
  callRejects(fn: FunctionNode): boolean;
  runningThrows(fn: FunctionNode): boolean;
}

function rejections(unit: Unit, safeToFloat: Knowledge['safeToFloat'], elsewhere: Elsewhere, standard: Standard, isOfPackage: boolean, dependencies: ReadonlySet<string> = new Set()): Rejections {
  const rejects = (value: Node): boolean => unit.types.awaitability(value) !== 'never' && canReject(value);
  const throws = throwing(unit, rejects, elsewhere, standard, isOfPackage);
  const returning = new Recursion(standard === 'proof');
  const stored = new Recursion(false);
  /** By what a correct program meets alone. */
  const isOutside = standard === 'outside' || standard === 'known';
  // What a plain function throws, it throws at its caller: no promise rejects with it. Calling a generator runs nothing.
  const callOf = (fn: FunctionNode): boolean => !fn.generator && (fn.async ? throws.running(fn) : returning.ask(fn, () => returnedBy(fn).some(rejects)));

  const canReject = (promise: Node): boolean => {
    const at = resolveConstant(promise, unit.scopes);
    switch (at.type) {
      case T.ConditionalExpression:
        return rejects(at.consequent) || rejects(at.alternate);
      case T.LogicalExpression:
        return rejects(at.left) || rejects(at.right);
      case T.SequenceExpression:
        return at.expressions.slice(-1).some(rejects);
      case T.AwaitExpression:
        // The outcome is no promise; the waiting is looked at by itself.
        return false;
      case T.NewExpression:
        return (standard !== 'known' || isPromise(at)) && !isSettlingPromise(at);
      case T.CallExpression:
        return callRejects(at);
      case T.ArrayExpression:
        return at.elements.some((element) => element === null || element.type === T.SpreadElement || rejects(element));
      case T.ImportExpression:
        // A module that is named by a literal is there, or the program was never right.
        return !isOutside || at.source.type !== T.Literal;
      case T.MemberExpression: {
        if (standard === 'proof') return true;
        const before = storedBefore(at);
        // A promise that is kept elsewhere has its handler there, as far as anybody can tell.
        return (before ? [before] : storedInClass(at))?.some(rejectsItself) ?? standard === 'practice';
      }
      case T.Identifier:
        return standard !== 'known' && (standard !== 'outside' || isHandedIn(at));
      default:
        return standard !== 'known';
    }
  };

  /** `this.last = this.last.then(…)`: what the chain begins with is among the other values. */
  const rejectsItself = (value: Node): boolean => stored.ask(value, () => rejects(value));

  /** A parameter. What other variables hold was started elsewhere, where its handler may be. */
  const isHandedIn = (identifier: TSESTree.Identifier): boolean => unit.scopes.variableOf(identifier)?.defs[0]?.type === 'Parameter';

  /** `this.pending = load(); await this.pending;`: what was put there a statement before. */
  const storedBefore = (member: TSESTree.MemberExpression): Node | undefined => {
    const statement = ancestor(member, (node) => node.parent?.type === T.BlockStatement);
    const block = statement?.parent;
    if (block?.type !== T.BlockStatement) return undefined;
    const before = block.body[block.body.indexOf(statement as TSESTree.Statement) - 1];
    const assignment = before?.type === T.ExpressionStatement && before.expression.type === T.AssignmentExpression ? before.expression : undefined;
    return assignment?.operator === '=' && unit.textOf(assignment.left) === unit.textOf(member) ? assignment.right : undefined;
  };

  /** Whatever a class puts in a field of its own: `this.pending = this.connect()`, and `null` when that is done. */
  const storedInClass = (member: TSESTree.MemberExpression): Node[] | undefined => {
    const name = propertyName(member);
    const owner = ancestor(member, ({ type }) => type === T.ClassBody);
    if (member.object.type !== T.ThisExpression || name === undefined || owner?.type !== T.ClassBody) return undefined;
    const values: Node[] = [];
    walk(owner, (node) => {
      const isField = node.type === T.PropertyDefinition && node.parent === owner && keyName(node) === name;
      if (isField && node.value) values.push(node.value);
      if (node.type === T.AssignmentExpression && node.left.type === T.MemberExpression && node.left.object.type === T.ThisExpression && propertyName(node.left) === name) values.push(node.right);
    });
    const promises = values.filter((value) => !isNothing(value));
    return promises.length > 0 ? promises : undefined;
  };

  const callRejects = (call: TSESTree.CallExpression): boolean => {
    const callee = unwrap(call.callee);
    if (standard !== 'proof' && isComponentUpdate(callee)) return false;
    if (isOutside && !isTimer(callee) && isBestEffort({ origins: unit.origins(callee), path: namesOf(callee) })) return false;
    if (callee.type === T.MemberExpression) {
      const chained = chainRejects(callee, call.arguments);
      if (chained !== undefined) return chained;
      const [callback] = call.arguments;
      // An array of promises: one per element.
      if (propertyName(callee) === 'map' && callback) return throws.callback(callback);
    }
    const fn = unit.functionOf(callee);
    if (fn) return callOf(fn);
    const far = elsewhere(callee);
    if (far) return far.summaries.callRejects(far.fn, standard) || standard === 'known' && isServerAction(far.unit) && !isServerAction(unit);
    if (standard !== 'proof' && (isFromTable(callee) || keepsErrors(callee) || call.arguments.length === 1 && isNamedPause(callee) && unit.origins(callee).length === 0)) return false;
    if (standard === 'known' && (asksShippedFile(call) || callee.type === T.MemberExpression && comesOfShippedFile(callee.object))) return false;
    if (isOutside && isOfPackage && readsShippedFile(call, unit)) return false;
    if (isOutside && isForced(call)) return false;
    if (isOutside && call.arguments[0] && isNotice(stringValue(unwrap(call.arguments[0])) ?? '')) return false;
    // `onChange?(): void | Promise<void>`: whoever is called may well be synchronous. What a hook gives keeps its errors in the hook's state.
    if (isOutside && (unit.types.returnAwaitability(callee) === 'sometimes' || isFromHook(callee))) return false;
    const [first] = call.arguments;
    return unit.origins(callee).every(({ module, name }) => {
      if (module === 'timers/promises') return standard !== 'known' && !isDelay(name, call.arguments);
      if (module !== 'global') return true;
      if (name === 'Promise.resolve') return first !== undefined && rejects(first);
      // It rejects for what is no list alone.
      if (name === 'Promise.allSettled') return standard === 'proof' && (first === undefined || elements(first) === undefined && unit.types.elementAwaitability(first) === 'unknown');
      if (name === 'Promise.all') return elements(first)?.some((element) => element === null || element.type === T.SpreadElement || rejects(element)) ?? (first === undefined || elementsReject(first));
      return true;
    }) && !isPromisifiedTimer(callee) && (standard !== 'known' || isCombinator(callee) || failsByName(callee));
  };

  /** `fetch('./words.json')`, also with a name put in: what lies beside the program is there. */
  const asksShippedFile = (call: TSESTree.CallExpression): boolean => {
    const [address] = call.arguments;
    if (!address || !unit.origins(call.callee).some(({ module, name }) => module === 'global' && name === 'fetch')) return false;
    const at = resolveConstant(address, unit.scopes);
    return (at.type === T.TemplateLiteral ? at.quasis[0]?.value.raw ?? '' : stringValue(at) ?? '').startsWith('./');
  };

  /** `answer.json()` of `const answer = await fetch('./words.json')`. */
  const comesOfShippedFile = (answer: Node): boolean => {
    const at = resolveConstant(answer, unit.scopes);
    const call = at.type === T.AwaitExpression ? unwrap(at.argument) : undefined;
    return call?.type === T.CallExpression && asksShippedFile(call);
  };

  /** `db.select().from(notes)`: any link of the chain may say it. */
  const failsByName = (callee: Node): boolean => {
    // A package of the same repository, and a name that only a bundler resolves, are no more known than any file that cannot be read.
    const own = (module: string): boolean => {
      const name = module.replace(/^((?:@[^/]+\/)?[^/]+)\/.*$/, '$1');
      return dependencies.has(`${name}@workspace`) || (dependencies.size > 0 && !isBuiltin(module) && !dependencies.has(name));
    };
    for (let at = callee; ; at = unwrap(at.object)) {
      while (at.type === T.CallExpression) at = unwrap(at.callee);
      if (isKnownToFail({ origins: unit.origins(at).filter(({ module }) => !own(module)), path: namesOf(at) })) return true;
      if (at.type !== T.MemberExpression) return false;
    }
  };

  /** `Promise.all` and its kin, which are judged by what they are given. `any` and `race` are by what nobody can tell. */
  const isCombinator = (callee: Node): boolean => unit.origins(callee).some(({ module, name }) => module === 'global' && (name === 'Promise.all' || name === 'Promise.resolve'));

  /** What is known of these is more than their names say. */
  const isTimer = (callee: Node): boolean => unit.origins(callee).some(({ module }) => module === 'timers/promises');

  /** A router's `navigate()` and its like: somebody else deals with the error. */
  const keepsErrors = (callee: Node): boolean => {
    if (safeToFloat.hasCall(unit.origins(callee), undefined)) return true;
    const type = unit.types.typeOrigin(callee);
    return type !== undefined && safeToFloat.hasType(type);
  };

  /** `handlers[kind](event)`: nobody knows which runs, and one of them at least deals with its errors. */
  const isFromTable = (callee: Node): boolean => {
    if (callee.type !== T.MemberExpression || !callee.computed) return false;
    const table = resolveConstant(callee.object, unit.scopes);
    return table.type === T.ObjectExpression && table.properties.some((property) => {
      const fn = property.type === T.Property ? unit.functionOf(property.value) : undefined;
      return fn !== undefined && !callOf(fn);
    });
  };

  /** `const { refetch } = useQuery()`, `const [run] = useAction()`. `mutateAsync` is there to be awaited. */
  const isFromHook = (callee: Node): boolean => {
    if (callee.type !== T.Identifier) return false;
    const definition = unit.scopes.variableOf(callee)?.defs[0]?.node;
    if (definition?.type !== T.VariableDeclarator || definition.id.type === T.Identifier || definition.init?.type !== T.CallExpression) return false;
    const names = namesOf(definition.init.callee);
    return /^use[A-Z]/.test(names.at(-1) ?? '') && !/\bmutateAsync\b/.test(unit.textOf(definition.id));
  };

  /** Whether `promise.then(…)` and its kin reject; undefined for other methods. */
  const chainRejects = (callee: TSESTree.MemberExpression, args: readonly Node[]): boolean | undefined => {
    const method = propertyName(callee);
    if (method !== 'then' && method !== 'catch' && method !== 'finally') return undefined;
    const [first, second] = args;
    if (method === 'catch' && first && !isNothing(first)) return throws.callback(first);
    if (method === 'then' && second && !isNothing(second)) return throws.callback(second) || (first !== undefined && throws.callback(first));
    return canReject(callee.object) || (first !== undefined && reactionRejects(first));
  };

  /** A synchronous reaction fails from outside by what it parses, or what it throws and returns itself. */
  const reactionRejects = (reaction: Node): boolean => {
    const fn = unwrap(reaction);
    if (!isOutside || !isFunction(fn) || fn.async) return throws.callback(reaction);
    return returnedBy(fn).some(rejects) || (throwsByItself(fn, unit) && throws.callback(reaction));
  };

  const isPromise = (node: TSESTree.NewExpression): boolean => unit.origins(node.callee).some(({ module, name }) => module === 'global' && name === 'Promise');

  /** `new Promise((resolve) => …)` that nothing can reject: no reject, no throw, resolved with a plain value. */
  const isSettlingPromise = (node: TSESTree.NewExpression): boolean => {
    const executor = node.arguments[0] && unwrap(node.arguments[0]);
    if (!isFunction(executor) || !isPromise(node)) return false;
    const [resolve, ...others] = executor.params;
    if (others.length > 0 && isUsed(executor, others[0] as Node)) return false;
    // What an async executor throws is lost: this promise then never settles.
    const throwsAtOnce = executor.async ? false : isOutside ? throwsByItself(executor, unit) : throws.code(executor.body);
    return !throwsAtOnce && (resolve?.type !== T.Identifier || !isResolvedWithPromise(executor, resolve.name));
  };

  const isUsed = (executor: FunctionNode, parameter: Node): boolean =>
    unit.scopes.declaredIn(executor).some((variable) => variable.identifiers.some((identifier) => identifier === parameter) && variable.references.length > 0) || parameter.type !== T.Identifier;

  const isResolvedWithPromise = (executor: FunctionNode, resolve: string): boolean => {
    let found = false;
    walk(executor.body, (node) => {
      if (node.type === T.CallExpression && node.callee.type === T.Identifier && node.callee.name === resolve && node.arguments[0]) found ||= rejects(node.arguments[0]);
    });
    return found;
  };

  const elements = (node: Node | undefined): readonly (Node | null)[] | undefined => {
    const at = node && resolveConstant(node, unit.scopes);
    return at?.type === T.ArrayExpression ? at.elements : undefined;
  };

  /** `ids.map((id) => remove(id))`, given to what waits for it: whatever the callback returns counts as a promise. */
  const elementsReject = (list: Node): boolean => {
    const at = resolveConstant(list, unit.scopes);
    const [callback] = at.type === T.CallExpression && calledMethod(at) === 'map' ? at.arguments : [];
    const fn = callback && unit.functionOf(callback);
    return fn ? callOf(fn) : canReject(at);
  };

  /** `const sleep = promisify(setTimeout)`. */
  const isPromisifiedTimer = (callee: Node): boolean => {
    const maker = resolveConstant(callee, unit.scopes);
    if (maker.type !== T.CallExpression || !unit.origins(maker.callee).some(({ module, name }) => module === 'util' && name === 'promisify')) return false;
    const [timer] = maker.arguments;
    return timer !== undefined && unit.origins(timer).some(({ name }) => name === 'setTimeout' || name === 'setImmediate');
  };

  return { canReject, callbackRejects: throws.callback, callRejects: callOf, runningThrows: throws.running };
}

function isNothing(node: Node): boolean {
  const at = unwrap(node);
  return (at.type === T.Literal && at.value === null) || (at.type === T.Identifier && at.name === 'undefined');
}

/** A file of functions that a page calls over the network: `'use server'`. */
function isServerAction({ ast }: Unit): boolean {
  const [first] = ast.body;
  return first?.type === T.ExpressionStatement && first.directive === 'use server';
}

/** Whether a function holds a `throw`, or calls what throws for its input, as a parser does. */
function throwsByItself(fn: FunctionNode, unit: Unit): boolean {
  let found = false;
  walkOwn(fn.body, (node) => { found ||= node.type === T.ThrowStatement || (node.type === T.CallExpression && unit.origins(node.callee).some(({ module, name }) => isThrower(module, name))); });
  return found;
}

/** `rm(folder, { recursive: true, force: true })`: what is there goes, and nothing is missed. */
function isForced({ callee, arguments: args }: TSESTree.CallExpression): boolean {
  const options = args[1] && unwrap(args[1]);
  return namesOf(callee).at(-1) === 'rm' && options?.type === T.ObjectExpression && options.properties.some((property) => property.type === T.Property && keyName(property) === 'force' && property.value.type === T.Literal && property.value.value === true);
}

/** `this.setState(…)`: a component's update, which gives no promise. */
function isComponentUpdate(callee: Node): boolean {
  return callee.type === T.MemberExpression && callee.object.type === T.ThisExpression && /^(?:setState|forceUpdate)$/.test(propertyName(callee) ?? '');
}

/** `time.sleep(100)`, whose code cannot be seen. */
function isNamedPause(callee: Node): boolean {
  const name = callee.type === T.Identifier ? callee.name : callee.type === T.MemberExpression ? propertyName(callee) : undefined;
  return name !== undefined && /^(?:m?sleep|sleepMs|delay|pause)$/i.test(name);
}

/** Where the options stand that may hold a signal. */
const optionsAt: Record<string, number> = { setTimeout: 2, setImmediate: 1, 'scheduler.wait': 1, 'scheduler.yield': 0 };

/** A delay of `timers/promises` that no signal can cut short. */
function isDelay(name: string, args: readonly Node[]): boolean {
  const index = optionsAt[name];
  if (index === undefined) return false;
  const options = args[index] && unwrap(args[index]);
  if (!options) return !args.some((argument) => argument.type === T.SpreadElement);
  return options.type === T.ObjectExpression && options.properties.every((property) => property.type === T.Property && keyName(property) !== undefined && keyName(property) !== 'signal');
}
