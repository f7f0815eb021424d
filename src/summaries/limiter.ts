import { isInfinite, limitAt } from '../analysis/limits.ts';
import type { Awaitability } from '../analysis/oracle.ts';
import { calledMethod, isFunction, keyName, propertyName, T, unwrap, wrapped, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import { constantValue } from '../analysis/scopes.ts';
import type { Unit } from '../analysis/unit.ts';
import type { Knowledge } from '../knowledge/index.ts';
import type { Maker } from '../knowledge/limiters.ts';
import { isFilledOnce } from './cached-value.ts';
import { callsParameter, childrenInOrder, givesSlotBack, isLane, isSerialChain, storesResolver, waitsInLoop } from './slots.ts';
import { nowhere, type Elsewhere } from './elsewhere.ts';
import { Recursion } from './recursion.ts';
import type { WorkKind } from '../knowledge/outside-work.ts';
import type { LimiterUse, LinkedSummaries, StartedWork, Summaries, Work } from './types.ts';

type LimiterSummary = Pick<Summaries, 'waitsForSlot' | 'unlimitedWork' | 'limiterUse'> & Pick<LinkedSummaries, 'workOf'>;

/** Arguments of these methods run as part of the call itself. */
const transparent = new Set(['then', 'catch', 'finally', 'map', 'flatMap', 'forEach', 'filter', 'reduce', 'some', 'every', 'find', 'all', 'allSettled', 'any', 'race', 'from', 'resolve', 'try']);
const maxDepth = 300;

/** Which functions of a file start asynchronous work that nothing bounds, and which wait for a slot first. */
export function limiterSummary(unit: Unit, knowledge: Knowledge, elsewhere: Elsewhere = nowhere): LimiterSummary {
  const { limiters } = knowledge;
  // A recursive call adds nothing to what the function is found to do.
  const known = new Recursion<Work>(nothing);
  const workOf = (fn: FunctionNode): Work => known.ask(fn, () => (isSerialChain(fn, unit) ? { unlimited: undefined, limited: true, holds: false } : scanFunction(fn)));

  const scanFunction = (fn: FunctionNode): Work => {
    const state = new Scan();
    visit(fn.body, state, 0);
    return { unlimited: state.unlimited, limited: state.limited, holds: state.gated && !givesSlotBack(fn, limiters) && !callsParameter(fn) };
  };

  /** Looks at what a node does when it is evaluated, in the order of evaluation, until something is found or a slot is held. */
  const visit = (node: Node, state: Scan, depth: number): void => {
    if (state.done || depth > maxDepth || isFunction(node)) return;
    switch (node.type) {
      case T.ForStatement: case T.WhileStatement: case T.DoWhileStatement: case T.ForOfStatement: case T.IfStatement:
        if (isLane(node, unit)) return void (state.limited = true);
        if (waitsInLoop(node)) return void (state.gated = state.limited = true);
        if (node.type === T.ForOfStatement && node.await) visit(unwrap(node.right), state, depth + 1);
        break;
      case T.ImportExpression: case T.ClassDeclaration: case T.ClassExpression:
        return;
      case T.NewExpression:
        return visitNew(node, state, depth);
      case T.CallExpression:
        return visitCall(node, state, depth);
      case T.TaggedTemplateExpression:
        for (const child of node.quasi.expressions) visit(child, state, depth + 1);
        return isBounded(node.tag) ? undefined : judge(node, node.tag, state);
      default:
    }
    for (const child of childrenInOrder(node)) visit(child, state, depth + 1);
  };

  const visitAll = (nodes: readonly Node[], state: Scan, depth: number): void => {
    for (const node of nodes) visit(node, state, depth + 1);
  };

  /** Visits arguments, and the bodies of functions among them: they are called. */
  const visitCalled = (nodes: readonly Node[], state: Scan, depth: number): void => {
    for (const node of nodes) {
      const at = unwrap(node);
      if (isFunction(at)) visit(at.body, state, depth + 1);
      else if (at.type === T.Identifier || at.type === T.MemberExpression) visitReference(at, state);
      else visit(at, state, depth + 1);
    }
  };

  /** What calling the function that an expression names would do. */
  const visitReference = (reference: Node, state: Scan): void => {
    if (state.done) return;
    const use = useOf(reference, []);
    if (use === 'gate' || use === 'wrap') return void (state.limited = true);
    const fn = unit.functionOf(reference);
    if (fn) return merge(workOf(fn), reference, state);
    const far = elsewhere(reference);
    if (far) return merge(far.summaries.workOf(far.fn), reference, state);
    if (isHarmless(reference) || isBounded(reference) || limiters.isClosing(lastName(reference) ?? '')) return;
    const returned = unit.types.returnAwaitability(reference);
    state.found(reference, startsOutside(reference, returned));
  };

  const merge = (work: Work, call: Node, state: Scan): void => {
    state.found(call, work.unlimited?.kind);
    if (work.limited) state.limited = true;
    if (work.holds) state.gated = true;
  };

  const visitNew = (node: TSESTree.NewExpression, state: Scan, depth: number): void => {
    const [executor] = node.arguments;
    const fn = executor && unwrap(executor);
    const isPromise = node.callee.type === T.Identifier && node.callee.name === 'Promise';
    if (!isPromise || !isFunction(fn)) {
      visitAll(node.arguments, state, depth);
      if (!state.done) state.found(node, kindAmong(unit.origins(node.callee).map((origin) => limiters.startsOutside(origin))));
      return;
    }
    if (storesResolver(fn, unit)) return void (state.gated = state.limited = true);
    // What an executor calls runs at once, and gives no promise: its callbacks settle this one.
    visit(fn.body, state, depth);
  };

  const visitCall = (call: TSESTree.CallExpression, state: Scan, depth: number): void => {
    const callee = unwrap(call.callee);
    if (isFunction(callee)) {
      visitAll(call.arguments, state, depth);
      return visit(callee.body, state, depth + 1);
    }
    const owner = callee.type === T.MemberExpression ? [callee.object] : [];
    const values = call.arguments.filter((argument) => !isFunction(unwrap(argument)));
    const use = useOf(callee, call.arguments);
    if (use === 'gate') {
      visitAll(values, state, depth);
      return void (state.gated = state.limited = true);
    }
    if (use === 'wrap') {
      visitAll(values, state, depth);
      return void (state.limited = true);
    }
    if (use === 'unlimited' || limiters.mapper(unit.origins(callee))) return visitCalled(call.arguments, state, depth);
    const method = calledMethod(call);
    if (isBounded(callee)) return visitAll([...owner, ...values], state, depth);
    if (method !== undefined && (limiters.isClosing(method) || limiters.isWaiting(method))) return visitAll(owner, state, depth);
    const fn = unit.functionOf(callee);
    const far = fn ? undefined : elsewhere(callee);
    if (fn || far) {
      visitAll([...owner, ...values], state, depth);
      const work = fn ? workOf(fn) : far ? far.summaries.workOf(far.fn) : nothing;
      if (!state.done && !isFilledOnce(call, unit)) merge(work, call, state);
      if (!work.limited) visitCalled(call.arguments.filter((argument) => isFunction(unwrap(argument))), state, depth);
      return;
    }
    if (method !== undefined && transparent.has(method)) {
      visitAll(owner, state, depth);
      return visitCalled(call.arguments, state, depth);
    }
    if (isHarmless(callee)) return visitAll([...owner, ...values], state, depth);
    visitAll([...owner, ...values], state, depth);
    judge(call, callee, state);
  };

  /** A call of which nothing else is known: it counts if it is known to start work outside, or is typed and says so by its name. */
  const judge = (call: Node, callee: Node, state: Scan): void => {
    if (state.done || callee.type === T.Super) return;
    const answer = unit.types.awaitability(call);
    const kind = startsOutside(callee, answer === 'always' || unit.types.elementAwaitability(call) !== 'always' ? answer : 'always');
    if (kind && !isInTransaction(call) && !isFilledOnce(call, unit)) state.found(call, kind);
  };

  /** Whether a callee takes a socket, a file handle, a process or a thread for each call. What is not known does not. */
  const startsOutside = (callee: Node, answer: Awaitability): WorkKind | undefined => {
    const givesPromise = answer === 'always' || answer === 'sometimes';
    const name = lastName(callee);
    const known = kindAmong(unit.origins(callee).map((origin) => limiters.startsOutside(origin)));
    if (known) return known;
    const owners = chainOf(callee, unit, false).slice(1);
    for (const owner of owners) {
      const typed = unit.types.typeOrigin(owner);
      for (const origin of [...unit.origins(owner), ...(typed ? [typed] : [])]) {
        if (givesPromise && limiters.isOutsideApi(origin.module)) return 'outside';
        const kind = origin.module !== 'global' && name !== undefined ? limiters.startsOutside({ module: origin.module, name: `${origin.name}#${name}` }) : undefined;
        if (kind) return kind;
      }
    }
    if (!givesPromise || name === undefined || limiters.soundsLikeComputing(name) || limiters.isWaiting(name)) return undefined;
    const object = callee.type === T.MemberExpression ? unwrap(callee.object) : undefined;
    const type = object && unit.types.typeOrigin(object)?.name;
    const names = [object && lastName(object), type].filter((one) => one !== undefined);
    return names.some((one) => limiters.soundsLikeConnection(one) && !/client$/i.test(one)) ? undefined : limiters.soundsOutside(name, names);
  };

  const isHarmless = (callee: Node): boolean => limiters.isIdle(unit.origins(callee));

  const isBounded = (callee: Node): boolean => {
    const own = unit.origins(callee);
    if (own.length > 0 && own.some((origin) => limiters.isBoundedClient({ module: origin.module, name: '' }) && !limiters.isBoundedClient(origin))) return false;
    return chainOf(callee, unit).some((node) => {
      if (unit.origins(node).some((origin) => limiters.isBoundedClient(origin))) return true;
      const type = node === callee ? undefined : unit.types.typeOrigin(node);
      return type !== undefined && (limiters.isBoundedClient(type) || limiters.isBoundedType(type.name));
    });
  };

  /** How a call of `callee` is bound by a limiter: by package, by the user's list, and, where its code cannot be seen, by name. */
  const useOf = (callee: Node, args: readonly Node[]): LimiterUse | undefined => {
    if (limiters.isListed(unit.textOf(callee))) return 'wrap';
    const method = callee.type === T.MemberExpression ? propertyName(callee) : undefined;
    let use: LimiterUse | undefined;
    for (const node of chainOf(callee, unit)) {
      const typed = node.type === T.Identifier || node.type === T.MemberExpression || node.type === T.ThisExpression ? unit.types.typeOrigin(node) : undefined;
      for (const origin of [...unit.origins(node), ...(typed ? [typed] : [])]) {
        const found = limiters.packageOf(origin.module);
        if (!found?.makers || limiters.mapper([origin])) continue;
        const made = node.parent;
        const maker = limiters.maker(origin);
        // The package's function itself, called here: it makes a limiter and waits for nothing.
        if (maker && node === callee) return undefined;
        if (maker && (made?.type === T.CallExpression || made?.type === T.NewExpression) && unwrap(made.callee) === node && !isFinite(made, maker)) return 'unlimited';
        // Where it was made may follow further back.
        use ??= method !== undefined && found.gates?.includes(method) ? 'gate' : 'wrap';
      }
    }
    if (use) return use;
    if (unit.functionOf(callee)) return undefined;
    const made = madeFunction(callee);
    if (made) {
      const work = workOf(made);
      return work.limited && !work.unlimited ? 'wrap' : undefined;
    }
    return useByName(callee, method, args);
  };

  /** The function of this file that a constant holds because another function of this file returned it: `const limit = createLimiter(10)`. */
  const madeFunction = (callee: Node): FunctionNode | undefined => {
    const variable = callee.type === T.Identifier ? unit.scopes.variableOf(callee) : undefined;
    const value = variable && constantValue(variable);
    const maker = value?.type === T.CallExpression ? unit.functionOf(unwrap(value.callee)) : undefined;
    if (!maker || maker.async) return undefined;
    if (maker.body.type !== T.BlockStatement) return isFunction(maker.body) ? maker.body : undefined;
    for (const statement of maker.body.body) {
      const returned = statement.type === T.ReturnStatement && statement.argument ? unwrap(statement.argument) : undefined;
      if (returned) return isFunction(returned) ? returned : unit.functionOf(returned);
    }
    return undefined;
  };

  const useByName = (callee: Node, method: string | undefined, args: readonly Node[]): LimiterUse | undefined => {
    if (method !== undefined && limiters.isGate(method)) return 'gate';
    if (method !== undefined && limiters.isWrapper(method)) return 'wrap';
    const name = callee.type === T.Identifier ? callee.name : method;
    if (name === undefined) return undefined;
    // What its type says of a name that is handed over may take long to infer: asked only where the answer counts.
    const takesFunction = (): boolean => args.some((argument) => isFunctionLike(argument));
    // `await this.limiter()`: its turn has come.
    const call = wrapped(callee).parent;
    if (args.length === 0 && call?.type === T.CallExpression && wrapped(call).parent?.type === T.AwaitExpression && limiters.soundsLikeLimiter(name)) return 'gate';
    if (callee.type === T.Identifier) return limiters.soundsLikeLimiter(name) && (args.length === 0 || takesFunction()) ? 'wrap' : undefined;
    if (callee.type !== T.MemberExpression) return undefined;
    const object = unwrap(callee.object);
    const sounds = (one: string | undefined): boolean => one !== undefined && limiters.soundsLikeLimiter(one);
    return args.length > 0 && takesFunction() && [name, lastName(object), unit.types.typeOrigin(object)?.name].some(sounds) ? 'wrap' : undefined;
  };

  const isFunctionLike = (node: Node): boolean => {
    const at = unwrap(node);
    return isFunction(at) || (at.type === T.Identifier && (unit.functionOf(at) !== undefined || unit.types.returnAwaitability(at) !== 'unknown'));
  };

  /** Whether the call or construction that makes a limiter gives it a finite limit. What cannot be read is taken to be one. */
  const isFinite = (made: TSESTree.CallExpression | TSESTree.NewExpression, maker: Maker): boolean => {
    if (made.arguments.some((argument) => argument.type === T.SpreadElement)) return true;
    for (const place of maker.limit ?? []) {
      const limit = limitAt(made.arguments, place, maker.alternatives, unit);
      if (limit !== undefined) return limit === 'opaque' || !isInfinite(limit, unit);
    }
    return maker.default === 'finite';
  };

  const find = (node: Node): StartedWork | undefined => {
    const at = unwrap(node);
    if (isFunction(at)) return workOf(at).unlimited;
    // `this.read.bind(this)` is the method.
    if (at.type === T.CallExpression && at.callee.type === T.MemberExpression && calledMethod(at) === 'bind') return find(at.callee.object);
    const state = new Scan();
    if (at.type === T.Identifier || at.type === T.MemberExpression) visitReference(at, state);
    else visit(at, state, 0);
    return state.unlimited;
  };

  return {
    workOf,
    waitsForSlot: (fn) => { const work = workOf(fn); return work.unlimited === undefined && work.limited; },
    unlimitedWork: find,
    limiterUse: (call) => useOf(unwrap(call.callee), call.arguments),
  };
}

const nothing: Work = { unlimited: undefined, limited: false, holds: false };

class Scan {
  unlimited: StartedWork | undefined;
  limited = false;
  gated = false;
  /** Files alone are not the end of it: a request may follow. */
  get done(): boolean { return this.gated || this.unlimited?.kind === 'outside'; }

  found(node: Node, kind: WorkKind | undefined): void {
    if (kind && (!this.unlimited || this.unlimited.kind === 'files' && kind === 'outside')) this.unlimited = { node, kind };
  }
}

function kindAmong(kinds: readonly (WorkKind | undefined)[]): WorkKind | undefined {
  return kinds.includes('outside') ? 'outside' : kinds.find((kind) => kind !== undefined);
}

/** A callee, what it is a member of, what made that, and so on back to where it begins: `db.users.find` → `db.users`, `db`, `connect(…)`, `connect`. What was awaited is the result of a call, and mostly data. */
function chainOf(callee: Node, unit: Unit, throughAwait = true): Node[] {
  const chain: Node[] = [];
  for (let at: Node | undefined = unwrap(callee); at && chain.length < 16;) {
    chain.push(at);
    if (at.type === T.MemberExpression) at = unwrap(at.object);
    else if (at.type === T.CallExpression || at.type === T.NewExpression) at = unwrap(at.callee);
    else if (at.type === T.AwaitExpression && throughAwait) at = unwrap(at.argument);
    else if (at.type === T.Identifier) {
      const variable = unit.scopes.variableOf(at);
      const value: Node | undefined = variable && constantValue(variable);
      at = value && unwrap(value);
    } else at = undefined;
  }
  return chain;
}

/** Whether a call is given a transaction: all that runs in one shares its connection. */
function isInTransaction(call: Node): boolean {
  if (call.type !== T.CallExpression) return false;
  const isNamed = (name: string | undefined): boolean => name !== undefined && /^(?:transaction|trx|tx|t|session)$/.test(name);
  return call.arguments.some((argument) => {
    const at = unwrap(argument);
    if (at.type === T.Identifier) return at.name !== 't' && at.name !== 'session' && isNamed(at.name);
    return at.type === T.ObjectExpression && at.properties.some((property) => property.type === T.Property && isNamed(keyName(property)) && property.value.type === T.Identifier);
  });
}

function lastName(node: Node): string | undefined {
  return node.type === T.Identifier ? node.name : node.type === T.MemberExpression ? propertyName(node) : undefined;
}
