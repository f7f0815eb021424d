import { enclosingFunction, isFunction, propertyName, T, unwrap, walk, walkOwn, wrapped, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import { resolveConstant } from '../analysis/scopes.ts';
import type { Unit } from '../analysis/unit.ts';
import type { Elsewhere } from './elsewhere.ts';
import { Recursion } from './recursion.ts';
import type { Standard } from './types.ts';
import { eventSources } from '../knowledge/event-sources.ts';
import { isHarmlessConstructor, isHarmlessFunction, isLogging, isThrower, takesErrors } from '../knowledge/harmless-calls.ts';

const { isTimer } = eventSources();

/** Whether code can throw, by one of the two standards. */
export interface Throwing {
  /** Whether the code below a node can throw; of an async function's own code: whether its promise can reject. */
  code(root: Node): boolean;
  /** Whether running a function can throw (async: whether its promise can reject). */
  running(fn: FunctionNode): boolean;
  /** Whether calling what an expression names, as a callback, can throw or give a promise that rejects. */
  callback(node: Node): boolean;
}

/** `rejects` answers whether an awaited or returned value can be a promise that rejects. */
export function throwing(unit: Unit, rejects: (value: Node) => boolean, elsewhere: Elsewhere, standard: Standard, isOfPackage = false): Throwing {
  const known = new Recursion(standard === 'proof');
  /** By what a correct program meets alone. */
  const isOutside = standard === 'outside' || standard === 'known';

  const code = (root: Node): boolean => {
    let found = false;
    const trusted = new Set<Node>();
    walk(root, (node) => {
      if (found || (node !== root && isFunction(node)) || isTypeOnly(node) || trusted.has(node)) return false;
      if (node.type === T.TryStatement && node.finalizer && endsProcess(node.finalizer)) return false;
      if (node.type === T.TryStatement && node.handler) {
        // What is thrown in the block is caught; a promise returned from it is not.
        found = returned(node.block).some(returnedRejects) || inHandler(node.handler.body) || (node.finalizer !== null && inHandler(node.finalizer));
        return false;
      }
      // `if (!connected) await connect();`: mostly it is connected.
      if (isOutside && node.type === T.IfStatement && !node.alternate && isLazyStart(node)) return false;
      if (node.type === T.CallExpression && isTrustedCallee(node)) trusted.add(node.callee);
      found = throwsItself(node);
      return !found;
    });
    return found;
  };

  /** `finally { process.exit(code); }`: nobody is left to see an error. */
  const endsProcess = ({ body }: TSESTree.BlockStatement): boolean => body.some((statement) =>
    statement.type === T.ExpressionStatement && statement.expression.type === T.CallExpression && unit.origins(statement.expression.callee).some(({ module, name }) =>
      (module === 'global' && name === 'process.exit') || (module === 'process' && name === 'exit')));

  /** The failure of a failure's handling is rare; a handler that throws the error on is not. */
  const inHandler = (block: Node): boolean => {
    if (!isOutside) return code(block);
    let found = false;
    walkOwn(block, (node) => { found ||= node.type === T.ThrowStatement && !isForCaller(node, block); });
    return found;
  };

  /** `catch (error) { log(error); if (throwError) throw error; }`: those who want to hear of it say so. */
  const isForCaller = (statement: Node, block: Node): boolean => {
    for (let at = statement; at !== block && at.parent; at = at.parent) {
      const test = at.parent.type === T.IfStatement && at.parent.test !== at ? unwrap(at.parent.test) : undefined;
      if (test?.type === T.Identifier && unit.scopes.variableOf(test)?.defs[0]?.type === 'Parameter') return true;
    }
    return false;
  };

  const running = (fn: FunctionNode): boolean => known.ask(fn, () => !(standard !== 'proof' && isPlaceholder(fn)) && (
    fn.params.some((parameter) => (standard === 'proof' && isRiskyParameter(parameter)) || code(parameter)) || code(fn.body) ||
      (fn.async && fn.body.type !== T.BlockStatement && returnedRejects(fn.body))));

  const callback = (node: Node): boolean => {
    const at = unwrap(node);
    const fn = unit.functionOf(at);
    if (fn) return running(fn) || (!fn.async && returnedBy(fn).some(returnedRejects));
    if (isHarmlessCallee(at)) return false;
    const far = elsewhere(at);
    return far ? far.summaries.runningThrows(far.fn, standard) || far.summaries.callRejects(far.fn, standard) : standard === 'proof' || standard !== 'known' && /^(?:always|sometimes)$/.test(unit.types.returnAwaitability(at));
  };

  /** `await` says that a value is a promise; `return` does not. */
  const returnedRejects = (value: Node): boolean => (standard === 'proof' || unit.types.awaitability(value) !== 'unknown') && rejects(value);

  const throwsItself = (node: Node): boolean => {
    switch (node.type) {
      case T.ThrowStatement:
        // What a function throws of its own accord, where nothing came from outside before, is a mistake of the program's own.
        return standard === 'proof' || (!isArgumentCheck(node) && (standard === 'practice' || !isOfPackage || isThrownOn(node) || standard === 'known' && followsAwait(node)));
      case T.AwaitExpression:
        return (standard === 'proof' || !isChosenByArguments(node)) && rejects(node.argument);
      case T.ReturnStatement:
        return node.argument !== null && (enclosingFunction(node)?.async ?? false) && returnedRejects(node.argument);
      case T.CallExpression:
        return callThrows(node);
      case T.ForOfStatement:
        return (node.await && standard !== 'known') || (standard === 'proof' && !isSafeIterable(node.right));
      default:
        return standard === 'proof' && mayThrow(node);
    }
  };

  /** Whether a throw passes an error on, or stands in a function that has waited for something. */
  const isThrownOn = (statement: TSESTree.ThrowStatement): boolean => {
    const fn = enclosingFunction(statement);
    for (let at: Node | undefined = statement.parent; at && at !== fn; at = at.parent) if (at.type === T.CatchClause) return true;
    return fn !== undefined && !fn.async;
  };

  /** `const answer = await ask(); if (!answer.ok) throw …`. */
  const followsAwait = (statement: TSESTree.ThrowStatement): boolean => {
    const fn = enclosingFunction(statement);
    let found = false;
    if (fn) walkOwn(fn.body, (node) => { found ||= node.type === T.AwaitExpression && node.range[1] <= statement.range[0]; });
    return found;
  };

  /** `if (!id) throw …` in front of a function's work: what it speaks of is the caller's mistake, and visible where the caller is. */
  const isArgumentCheck = (statement: TSESTree.ThrowStatement): boolean => {
    const outer = statement.parent.type === T.BlockStatement ? statement.parent.parent : statement.parent;
    const fn = enclosingFunction(statement);
    if (outer.type !== T.IfStatement || outer.parent !== fn?.body || !hasAwait(fn)) return false;
    return isCheckOfParameters(outer.test, fn);
  };

  const isCheckOfParameters = (test: Node, fn: FunctionNode): boolean => {
    let sound = true;
    walk(test, (node) => {
      if (node.type === T.Identifier) sound &&= node.name === 'undefined' || fn.params.some((parameter) => unit.scopes.variableOf(node)?.defs[0]?.name === parameter);
      else if (node.type === T.MemberExpression) sound &&= propertyName(node) === 'length';
      else sound &&= node.type === T.UnaryExpression || node.type === T.LogicalExpression || node.type === T.BinaryExpression || node.type === T.Literal;
      return sound && node.type !== T.MemberExpression;
    });
    return sound;
  };

  /** One of several ways through a function, where its arguments decide which: for the call at hand it may be another one. */
  const isChosenByArguments = (node: Node): boolean => {
    const fn = enclosingFunction(node);
    for (let at = node; fn && at.parent && at !== fn; at = at.parent) {
      const { parent } = at;
      if (parent.type === T.IfStatement && parent.alternate && at !== parent.test && namesParameter(parent.test, fn)) return true;
      if (parent.type === T.SwitchStatement && at !== parent.discriminant && namesParameter(parent.discriminant, fn)) return true;
    }
    return false;
  };

  const namesParameter = (test: Node, fn: FunctionNode): boolean => {
    let found = false;
    walk(test, (node) => {
      found ||= node.type === T.Identifier && fn.params.some((parameter) => unit.scopes.variableOf(node)?.defs[0]?.name === parameter);
    });
    return found;
  };

  /** What throws for some values only. */
  const mayThrow = (node: Node): boolean => {
    switch (node.type) {
      case T.TaggedTemplateExpression: case T.YieldExpression:
        return true;
      case T.NewExpression:
        return !unit.origins(node.callee).some(({ module, name }) => module === 'global' && isHarmlessConstructor(name));
      case T.MemberExpression:
        return !node.optional && !isSafeObject(node.object);
      case T.SpreadElement:
        return node.parent.type !== T.ObjectExpression && !isSafeIterable(node.argument);
      case T.VariableDeclaration:
        return node.kind === 'using' || node.kind === 'await using';
      case T.VariableDeclarator:
        return node.init !== null && isRiskyPattern(node.id, node.init);
      case T.AssignmentExpression:
        return isRiskyPattern(node.left, node.right);
      case T.BinaryExpression:
        return node.operator === 'in' && !isSafeObject(node.right);
      default:
        return false;
    }
  };

  const callThrows = (call: TSESTree.CallExpression): boolean => {
    const callee = unwrap(call.callee);
    const fn = unit.functionOf(callee);
    // What plain helpers throw is a mistake of the program's own, unless they read what comes from outside.
    if (fn) return !isOutside && !fn.async && !fn.generator && running(fn);
    if (callee.type === T.MemberExpression && isPromiseMethod(callee)) return false;
    if (handsOverError(call)) return false;
    if (!isHarmlessCallee(callee)) {
      const far = elsewhere(callee);
      if (far) return !isOutside && !far.fn.async && !far.fn.generator && far.summaries.runningThrows(far.fn, standard);
      return standard === 'proof' || unit.origins(callee).some(({ module, name }) => isThrower(module, name));
    }
    // Methods of collections run their callbacks at once, timers do not.
    const runsCallbacks = callee.type === T.MemberExpression && !isTimer(unit.origins(callee)) && call.arguments.some((argument) => isFunction(unwrap(argument)));
    return runsCallbacks && call.arguments.some((argument) => isFunction(unwrap(argument)) && !(unwrap(argument) as FunctionNode).async && running(unwrap(argument) as FunctionNode));
  };

  /** `deferred.reject(error)`, `next(error)` in a handler: whoever takes the error deals with it. */
  const handsOverError = ({ callee, arguments: args }: TSESTree.CallExpression): boolean => {
    const at = unwrap(callee);
    const name = at.type === T.Identifier ? at.name : at.type === T.MemberExpression ? propertyName(at) : undefined;
    return name !== undefined && takesErrors(name) && args.some((argument) => {
      const value = unwrap(argument);
      return value.type === T.Identifier && unit.scopes.variableOf(value)?.defs[0]?.type === 'CatchClause';
    });
  };

  const isPromiseMethod = (callee: TSESTree.MemberExpression): boolean =>
    /^(?:then|catch|finally)$/.test(propertyName(callee) ?? '') && unit.types.awaitability(callee.object) === 'always';

  /** A callee whose own members need no look: a logger is there. */
  const isTrustedCallee = (call: TSESTree.CallExpression): boolean => isHarmlessCallee(unwrap(call.callee)) || handsOverError(call);

  const isHarmlessCallee = (callee: Node): boolean => {
    if (callee.type === T.Identifier && (callee.name === 'undefined' || isStateSetter(callee) || isSettler(callee))) return true;
    if (callee.type === T.Literal && callee.value === null) return true;
    if (callee.type === T.MemberExpression) {
      const method = propertyName(callee) ?? '';
      const owner = unwrap(callee.object);
      if (namesOf(owner).some((name) => isLogging(name, method))) return true;
      const builtin = builtinClass(resolveConstant(owner, unit.scopes));
      if (builtin !== undefined && isHarmlessFunction(`${builtin}#${method}`)) return true;
    }
    return unit.origins(callee).some(({ module, name }) => (module === 'global' && isHarmlessFunction(name)) ||
      // The calls themselves; their promises are looked at where they are awaited.
      module === 'timers/promises' || (module === 'global' && /^Promise\.(?:all|allSettled|any|race|resolve|reject)$/.test(name)));
  };

  /** `resolve` or `reject` in `new Promise((resolve, reject) => …)`. */
  const isSettler = (identifier: TSESTree.Identifier): boolean => {
    const definition = unit.scopes.variableOf(identifier)?.defs[0];
    const maker = definition?.type === 'Parameter' ? (definition.node as Node).parent : undefined;
    return maker?.type === T.NewExpression && maker.callee.type === T.Identifier && maker.callee.name === 'Promise' && maker.arguments[0] === definition?.node;
  };

  /** The setter of React's `const [value, setValue] = useState()`. */
  const isStateSetter = (identifier: TSESTree.Identifier): boolean => {
    const definition = unit.scopes.variableOf(identifier)?.defs[0]?.node;
    if (definition?.type !== T.VariableDeclarator || definition.id.type !== T.ArrayPattern || definition.init?.type !== T.CallExpression) return false;
    const hook = definition.init.callee;
    return (hook.type === T.Identifier ? hook.name : hook.type === T.MemberExpression ? propertyName(hook) : '') === 'useState';
  };

  const isSafeObject = (node: Node): boolean => {
    const at = resolveConstant(node, unit.scopes);
    switch (at.type) {
      case T.ThisExpression: case T.Super: case T.MetaProperty: case T.Literal: case T.TemplateLiteral: case T.ArrayExpression:
      case T.ObjectExpression: case T.FunctionExpression: case T.ArrowFunctionExpression: case T.ClassExpression: case T.NewExpression:
        return true;
      case T.Identifier: {
        const definition = unit.scopes.variableOf(at)?.defs[0];
        // Globals, imports, declarations, and what was caught: there by the time the code runs.
        if (!definition || definition.type === 'ImportBinding' || definition.type === 'FunctionName' || definition.type === 'ClassName' || definition.type === 'CatchClause') return true;
        break;
      }
      default:
        break;
    }
    return isTyped(node);
  };

  /** TypeScript has checked what may be read of it; in plain JavaScript nobody has. */
  const isTyped = (node: Node): boolean => unit.isTypeScript && unit.types.hasMember(node, 'constructor') !== undefined;

  const isSafeIterable = (node: Node): boolean =>
    resolveConstant(node, unit.scopes).type === T.ArrayExpression || (unit.isTypeScript && unit.types.hasMember(node, 'forEach') === true);

  const isRiskyPattern = (pattern: Node, value: Node): boolean =>
    (pattern.type === T.ObjectPattern && !isSafeObject(value)) || (pattern.type === T.ArrayPattern && !isSafeIterable(value));

  const isRiskyParameter = (parameter: Node): boolean => !unit.isTypeScript && (parameter.type === T.ObjectPattern || parameter.type === T.ArrayPattern);

  return { code, running, callback };
}

/** `() => { throw new Error('Not implemented'); }`: something takes its place before it is called. */
function isPlaceholder(fn: FunctionNode): boolean {
  const only = fn.body.type === T.BlockStatement && fn.body.body.length === 1 ? fn.body.body[0] : undefined;
  const made = only?.type === T.ThrowStatement ? unwrap(only.argument) : undefined;
  const message = made?.type === T.NewExpression && made.arguments[0] ? unwrap(made.arguments[0]) : undefined;
  const text = message?.type === T.TemplateLiteral ? message.quasis.map((part) => part.value.raw).join('') : message?.type === T.Literal ? String(message.value) : '';
  return /not (?:yet )?implemented|unimplemented|abstract|must (?:be )?(?:implement|overrid)/i.test(text);
}

/** What a function returns: its own `return` statements, or the expression of an arrow function. */
export function returnedBy(fn: FunctionNode): Node[] {
  return fn.body.type === T.BlockStatement ? returned(fn.body) : [fn.body];
}

function returned(block: Node): Node[] {
  const found: Node[] = [];
  walkOwn(block, (node) => { if (node.type === T.ReturnStatement && node.argument) found.push(node.argument); });
  return found;
}

function hasAwait(fn: FunctionNode): boolean {
  let found = false;
  walkOwn(fn.body, (node) => { found ||= node.type === T.AwaitExpression; });
  return found;
}

function isTypeOnly(node: Node): boolean {
  return node.type.startsWith('TS') && unwrap(node) === node && node.type !== T.TSParameterProperty && wrapped(node) === node;
}

/** `if (!this.connected) await this.connect();`, `if (!client) client = await connect();`. */
function isLazyStart({ test, consequent }: TSESTree.IfStatement): boolean {
  const only = consequent.type === T.BlockStatement && consequent.body.length === 1 ? consequent.body[0] : consequent;
  const expression = only?.type === T.ExpressionStatement ? unwrap(only.expression) : undefined;
  const value = expression?.type === T.AssignmentExpression ? unwrap(expression.right) : expression;
  const call = value?.type === T.AwaitExpression ? unwrap(value.argument) : undefined;
  return test.type === T.UnaryExpression && test.operator === '!' && call?.type === T.CallExpression && /^_?(?:connect|reconnect|init|initiali[sz]e|ensure|open|setup|start)/i.test(namesOf(call.callee).at(-1) ?? '');
}

/** The names along a path: `this.logger.child`. */
export function namesOf(node: Node): string[] {
  const at = unwrap(node);
  if (at.type === T.Identifier) return [at.name];
  return at.type === T.MemberExpression ? [...namesOf(at.object), propertyName(at) ?? ''] : [];
}

function builtinClass(value: Node): string | undefined {
  if (value.type === T.ArrayExpression) return 'Array';
  if (value.type === T.TemplateLiteral || (value.type === T.Literal && typeof value.value === 'string')) return 'String';
  return value.type === T.NewExpression && value.callee.type === T.Identifier ? value.callee.name : undefined;
}
