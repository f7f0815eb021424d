import { isBusyWait } from '../analysis/busy-wait.ts';
import { accessorOf, classOf } from '../analysis/functions.ts';
import { calledMethod, enclosingFunction, functionName, isFunction, keyName, propertyName, stringValue, T, unwrap, walk, wrapped, type CallLike, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import { originOf } from '../analysis/origin.ts';
import { resolveConstant } from '../analysis/scopes.ts';
import { covers, readSuppressions } from '../analysis/suppressions.ts';
import type { Unit } from '../analysis/unit.ts';
import { busyWait, type BlockingApi } from '../knowledge/blocking-calls.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { isLight } from '../knowledge/serving.ts';
import { isFilledOnce } from './cached-value.ts';
import { isKeptByCallers, type Callers } from './callers.ts';
import { isOwnFile } from './own-files.ts';
import { nothingFarBlocks, type BlockingAnswers, type FarBlocking } from './far-blocking.ts';
import type { Callbacks } from './callbacks.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { BlockingChain, Summaries } from './types.ts';

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

const maxDepth = 400;

/** What one file's functions, and single places in them, block on. */
export function blockingSummary(unit: Unit, knowledge: Knowledge, callbacks: Callbacks, contexts: ExecutionContexts, callers: Callers, dependencies: ReadonlySet<string>, far: FarBlocking = nothingFarBlocks): Pick<Summaries, 'blocking' | 'blockingAt'> & BlockingAnswers {
  const known = new Map<Node, BlockingChain | undefined>();
  const underWay = new Set<Node>();
  const inCycle = new Set<Node>();
  const keptAbove = new Map<FunctionNode, boolean>();
  let metCycle = false;

  /** The chain of a function or class, remembered. What is being worked out already counts as not blocking: that ends recursion. */
  const remember = (node: Node, workOut: () => readonly BlockingChain[]): BlockingChain | undefined => {
    if (known.has(node)) return known.get(node);
    // Seen on this way already: what it comes down to is told by those who are still being worked out.
    if (underWay.has(node) || inCycle.has(node)) {
      metCycle = true;
      return undefined;
    }
    // The call stack has an end too: generated code goes deeper than anything a person would follow.
    if (underWay.size >= maxDepth) return undefined;
    underWay.add(node);
    const chain = worst(workOut());
    underWay.delete(node);
    // In the middle of a cycle "does not block" may only mean that the rest of the cycle has not been seen.
    if (chain || !metCycle || underWay.size === 0) known.set(node, chain);
    else inCycle.add(node);
    if (underWay.size === 0) {
      // Where the first one does not block either, all of the cycle has been seen.
      if (!chain) for (const other of inCycle) if (!known.has(other)) known.set(other, undefined);
      inCycle.clear();
      metCycle = false;
    }
    return chain;
  };

  const blocking = (fn: FunctionNode): BlockingChain | undefined => {
    if (fn.async || contexts.contextOf(fn.body) !== 'helper') return undefined;
    return remember(fn, () => [...fn.params, fn.body].flatMap(chainsIn));
  };

  /** What `new` runs: the fields' initialisers and the constructor; a class without one runs its base's. */
  const construction = (made: ClassNode): BlockingChain | undefined => remember(made, () => {
    const constructor = made.body.body.find((member): member is TSESTree.MethodDefinition => member.type === T.MethodDefinition && member.kind === 'constructor' && isFunction(member.value));
    const fields = made.body.body.flatMap((member) => (member.type === T.PropertyDefinition && !member.static && member.value ? chainsIn(member.value) : []));
    if (constructor && isFunction(constructor.value)) return [...fields, ...chainsIn(constructor.value)];
    const base = made.superClass && classOf(made.superClass, unit.scopes);
    const inherited = base ? construction(base) : made.superClass ? far(made.superClass, 'new') : undefined;
    return inherited ? [...fields, inherited] : fields;
  });

  /** The chains of everything that runs when `root` does: callbacks that run at once with it, other functions and classes not. */
  const chainsIn = (root: Node): BlockingChain[] => {
    const found: BlockingChain[] = [];
    const own = isFunction(root) ? root.body : root;
    walk(own, (node) => {
      if (isFunction(node)) {
        if (node.async || callbacks.useByLibrary(node) === 'immediate') return !node.async;
        // What becomes of it is asked last: another file may tell.
        const inside = callbacks.useByLibrary(node) === 'unknown' && isArgument(node) ? chainsIn(node) : [];
        if (inside.length > 0 && callbacks.useOf(node) === 'immediate') found.push(...inside);
        return false;
      }
      if (node.type === T.ClassBody) return false;
      const chain = blockingAt(node);
      if (chain && contexts.contextOf(node) !== 'exempt') found.push(isChosen(node, root, unit) ? { ...chain, conditional: true } : chain);
      return true;
    });
    return found;
  };

  const isSuppressed = suppressedLines(unit);

  /** Whether what is made here is kept by whoever calls the function around it, in this file or another. */
  const isKeptAbove = (node: Node): boolean => {
    let fn = enclosingFunction(node);
    while (fn && !fn.async && callbacks.useOf(fn) === 'immediate') fn = enclosingFunction(fn);
    if (!fn || callbacks.useOf(fn) === 'event') return false;
    let kept = keptAbove.get(fn);
    if (kept === undefined) keptAbove.set(fn, (kept = isKeptByCallers(fn, unit, callers)));
    return kept;
  };

  /** Files looked for to load them as code: `readdirSync(folder)`, with `import(file)` in the same function. */
  const isLookingForCode = (node: Node, { api }: BlockingChain): boolean => {
    let at = enclosingFunction(node);
    while (at && callbacks.useOf(at) === 'immediate') at = enclosingFunction(at);
    return at !== undefined && knowledge.blockingCalls.isLookUp(api) && loadsCode(at);
  };

  const blockingAt = (node: Node): BlockingChain | undefined => {
    const found = chainAt(node);
    if (!found || isSuppressed(node)) return undefined;
    if (isLookingForCode(node, found)) return undefined;
    if (!isFilledOnce(node, unit)) return found;
    // Cheap and done once besides: not worth a word.
    return found.minor ? undefined : { ...found, minor: true, kept: true };
  };

  const chainAt = (node: Node): BlockingChain | undefined => {
    switch (node.type) {
      case T.CallExpression:
      case T.NewExpression:
        return ofCall(node);
      case T.WhileStatement:
      case T.DoWhileStatement:
      case T.ForStatement:
        return isBusyWait(node, unit.scopes) ? ofApi(node, busyWait) : undefined;
      case T.Identifier:
        return isArgument(node) ? ofReference(node) : undefined;
      case T.MemberExpression:
        return isArgument(node) ? ofReference(node) ?? ofAccess(node) : ofAccess(node);
      default:
        return undefined;
    }
  };

  const ofCall = (call: CallLike): BlockingChain | undefined => {
    const callee = unwrap(call.callee);
    const api = apiOf(callee);
    if (api) return applies(api, call) ? ofApi(call, api) : undefined;
    const name = call.type === T.NewExpression ? `new ${nameOf(callee)}` : nameOf(callee);
    const constructor = callee.type === T.Super ? superOf(callee) : call.type === T.NewExpression ? callee : undefined;
    const made = constructor && classOf(constructor, unit.scopes);
    if (made) return step(call, name, construction(made));
    if (constructor) return step(call, name, far(constructor, 'new'));
    const fn = unit.functionOf(callee);
    if (!fn) return step(call, name, far(callee, 'call'));
    // `object.name()` calls what the getter gives, not the getter.
    return fn.parent.type === T.MethodDefinition && fn.parent.kind === 'get' ? undefined : step(call, name, blocking(fn));
  };

  const superOf = (node: Node): Node | undefined => {
    let at: Node | undefined = node;
    while (at && at.type !== T.ClassDeclaration && at.type !== T.ClassExpression) at = at.parent;
    return at?.superClass ?? undefined;
  };

  /** A function handed to something that calls it at once: `files.map(readOne)`, `paths.filter(existsSync)`. */
  const ofReference = (node: TSESTree.Identifier | TSESTree.MemberExpression): BlockingChain | undefined => {
    // What is called is asked last: it may stand in another file.
    const api = apiOf(node);
    if (api?.when) return undefined;
    const fn = api ? undefined : unit.functionOf(node);
    const chain = api ? ofApi(node, api) : step(node, nameOf(node), fn ? blocking(fn) : far(node, 'call'));
    return chain && callbacks.useOf(node) === 'immediate' ? chain : undefined;
  };

  const ofAccess = (node: TSESTree.MemberExpression): BlockingChain | undefined => {
    const { parent } = node;
    if ((parent.type === T.CallExpression || parent.type === T.NewExpression) && parent.callee === node) return undefined;
    const isWritten = parent.type === T.AssignmentExpression && parent.left === node;
    const accessors = isWritten && parent.operator === '=' ? (['set'] as const) : isWritten ? (['get', 'set'] as const) : (['get'] as const);
    for (const kind of accessors) {
      const fn = accessorOf(node, kind, unit.scopes);
      const chain = step(node, nameOf(node), fn ? blocking(fn) : far(node, kind));
      if (chain) return chain;
    }
    return undefined;
  };

  const apiOf = (callee: Node): BlockingApi | undefined => {
    const { blockingCalls } = knowledge;
    const bound = originOf(callee, unit.scopes);
    const byBinding = bound && blockingCalls.find([bound]);
    if (byBinding) return byBinding;
    // Types are asked only where the name can be one of the table's: asking for every call would cost.
    const last = callee.type === T.MemberExpression ? propertyName(callee) : callee.type === T.Identifier ? callee.name : undefined;
    return last !== undefined && blockingCalls.hasNameIn(last, unit.text) ? blockingCalls.find(unit.origins(callee)) : undefined;
  };

  /** Whether the file imports a package, or its own package.json names it. */
  const worksWith = (name: string): boolean => dependencies.has(name) || unit.text.includes(`'${name}'`) || unit.text.includes(`"${name}"`);

  const applies = ({ when, unless, unlessPackage }: BlockingApi, call: CallLike): boolean => {
    if (unlessPackage !== undefined && worksWith(unlessPackage)) return false;
    if (when) {
      const argument = call.arguments[when.argument];
      const value = argument && resolveConstant(argument, unit.scopes);
      return value?.type === T.Literal && value.value === when.value;
    }
    return unless === undefined || !call.arguments.some((argument) => takesCallback(argument, unit));
  };

  const ofApi = (node: Node, api: BlockingApi): BlockingChain => {
    const callee = node.type === T.CallExpression || node.type === T.NewExpression ? unwrap(node.callee) : node;
    const last = api.name.split(/[.#]/).at(-1) ?? api.name;
    const text = nameOf(callee);
    // An alias says nothing to the reader: the name in its module does.
    const name = api === busyWait || (last !== 'default' && text.split('.').at(-1) !== last) ? last : text;
    return { steps: [{ location: unit.locate(node), name }], api, minor: (api.minor ?? false) || isCheapWith(node, api), small: isLittleText(node, unit), fixed: isOwnFile(node, unit), kept: false, calm: false };
  };

  const isCheapWith = (node: Node, { minorWith, minorBelow }: BlockingApi): boolean => {
    if (node.type !== T.CallExpression) return false;
    const first = minorWith && node.arguments[0];
    const value = first && stringValue(resolveConstant(first, unit.scopes));
    if (value !== undefined && minorWith?.includes(value)) return true;
    const rounds = minorBelow && node.arguments[minorBelow.argument];
    const count = rounds && resolveConstant(rounds, unit.scopes);
    return count?.type === T.Literal && typeof count.value === 'number' && count.value < (minorBelow?.value ?? 0);
  };

  const step = (node: Node, name: string, chain: BlockingChain | undefined): BlockingChain | undefined =>
    chain && { ...chain, small: chain.small || isLittleText(node, unit), steps: [{ location: unit.locate(node), name }, ...chain.steps] };

  const nameOf = (callee: Node): string => {
    if (callee.type === T.Super) return 'super';
    const text = unit.textOf(callee).replace(/\s+/g, '').replaceAll('?.', '.');
    if (/^[\w$.#]+$/.test(text)) return text;
    return callee.type === T.MemberExpression ? (propertyName(callee) ?? 'it') : isFunction(callee) ? (functionName(callee) ?? 'this function') : 'it';
  };

  return {
    blocking,
    construction,
    blockingAt(node) {
      const chain = blockingAt(node);
      if (chain?.api.minor && knowledge.blockingCalls.isLookUp(chain.api) && contexts.isLoading(node)) return undefined;
      // Who calls is asked last, and only where it matters: that may take other files.
      if (!chain || !/^(?:async|event)$/.test(contexts.contextOf(node)) || !(contexts.isForgiving(node) || isKeptAbove(node))) return chain;
      return chain.minor ? undefined : { ...chain, calm: true };
    },
  };
}

/** The chain to tell of: one that is no trifle, else the first. */
function worst(chains: readonly BlockingChain[]): BlockingChain | undefined {
  const certain = chains.filter((chain) => !chain.minor && !chain.conditional);
  const telling = certain.length > 0 ? certain : chains.filter((chain) => !chain.minor);
  return telling.find(({ api }) => !isLight(api)) ?? telling[0] ?? chains[0];
}

/** Whether a node of a function is only reached where a parameter says so: `if (generate) …`, which callers mostly leave out or know. */
function isChosen(node: Node, root: Node, unit: Unit): boolean {
  for (let child = node, at = node.parent; at && child !== root; child = at, at = at.parent) {
    const test = (at.type === T.IfStatement || at.type === T.ConditionalExpression) && at.test !== child ? at.test : at.type === T.LogicalExpression && at.right === child ? at.left : undefined;
    if (test && namesParameter(test, unit)) return true;
    // What is done because something else went wrong.
    if (at.type === T.CatchClause) return true;
    if (isFunction(at)) return false;
  }
  return false;
}

function namesParameter(test: Node, unit: Unit): boolean {
  let found = false;
  walk(test, (node) => {
    // Whether a file is there is no choice of the caller's.
    if (node.type === T.CallExpression) return false;
    if (node.type === T.Identifier && unit.scopes.variableOf(node)?.defs[0]?.type === 'Parameter') found = true;
    return !found;
  });
  return found;
}

/** `writeFileSync(path, JSON.stringify(settings))`, `JSON.parse(readFileSync(path))`: settings, state, a cache of answers. */
function isLittleText(node: Node, unit: Unit): boolean {
  if (node.type !== T.CallExpression) return false;
  let outer: Node | undefined = wrapped(node).parent;
  // `readFileSync(path).toString()`.
  if (outer?.type === T.MemberExpression && outer.object === wrapped(node)) outer = outer.parent && wrapped(outer.parent).parent;
  const reader = outer?.type === T.CallExpression ? calledMethod(outer) : undefined;
  if (reader === 'parse' || reader === 'parseInt' || (outer?.type === T.CallExpression && outer.callee.type === T.Identifier && /^(?:Number|parseInt|parseFloat)$/.test(outer.callee.name))) return true;
  const written = node.arguments[1] && node.arguments[1].type !== T.SpreadElement ? resolveConstant(node.arguments[1], unit.scopes) : undefined;
  if (!written) return false;
  if (written.type === T.TemplateLiteral || (written.type === T.Literal && node.arguments.length > 2)) return true;
  return written.type === T.CallExpression && calledMethod(written) === 'stringify';
}

function isArgument(node: Node): boolean {
  const { parent } = node;
  return (parent?.type === T.CallExpression || parent?.type === T.NewExpression) && parent.callee !== node;
}

function takesCallback(argument: Node, unit: Unit): boolean {
  const value = resolveConstant(argument, unit.scopes);
  if (isFunction(value) || calledMethod(value) === 'bind') return true;
  return value.type === T.ObjectExpression && value.properties.some((property) => property.type === T.Property && keyName(property) === 'async' && unit.textOf(property.value) !== 'false');
}

/** Whether something in a function loads code whose name it has worked out. */
function loadsCode(fn: FunctionNode): boolean {
  let found = false;
  walk(fn.body, (node) => {
    const source = node.type === T.ImportExpression ? node.source : node.type === T.CallExpression && node.callee.type === T.Identifier && node.callee.name === 'require' ? node.arguments[0] : undefined;
    if (source && source.type !== T.Literal) found = true;
    return !found;
  });
  return found;
}

function suppressedLines(unit: Unit): (node: Node) => boolean {
  if (!unit.text.includes('-disable')) return () => false;
  const suppressions = readSuppressions(unit.comments, unit.lines);
  return (node) => suppressions.some((suppression) => covers(suppression, 'blocking-call', unit.lines.position(node.range[0]).line));
}
