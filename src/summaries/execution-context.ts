import { calledMethod, enclosingFunction, functionName, isFunction, stringValue, T, unwrap, walk, wrapped, type FunctionNode, type Node, type TSESTree } from '../analysis/nodes.ts';
import type { Unit } from '../analysis/unit.ts';
import { placeOf } from '../knowledge/event-sources.ts';
import type { Knowledge } from '../knowledge/index.ts';
import type { Serving } from '../knowledge/serving.ts';
import type { NameUsage } from './name-usage.ts';
import type { Callbacks } from './callbacks.ts';
import type { ExecutionContext } from './types.ts';

/** Who runs the code of a file, and how often. */
export interface ExecutionContexts {
  contextOf(node: Node): ExecutionContext;
  /** Whether a pause hurts less here: in a program that people start by hand, or right before an error ends the work. */
  isForgiving(node: Node): boolean;
  /** Whether what is cheap is not worth a word here: loaders run when a program starts. */
  isLoading(node: Node): boolean;
  /** See `Summaries`. */
  isDeveloperTool(): boolean;
  isExample(): boolean;
  isMigration(): boolean;
  endsWithErrors(node: Node): boolean;
  /** See `Summaries`. */
  isCommand(): boolean;
}

/** The path of a unit's file within its project, as far as that is known: what lies around the project says nothing of it. */
export function inProject(unit: Unit, { inProject: path }: FileKind): string {
  return path ?? unit.path.split('/').slice(-5).join('/');
}

export interface FileKind {
  /** A test or configuration file. */
  isExempt: boolean;
  /** The file starts a program for the command line. */
  isCommandLineEntry: boolean;
  /** Its path within its project. Left out: the last folders of its path tell. */
  inProject?: string;
  /** Who is served by its package. Left out: there is no package.json. */
  serving?: Serving;
  /** The program that the file is part of has grown: it has habits. Left out: it is young. */
  isGrown?: boolean;
  /** Whether the program that the file is part of opens a port for requests. Left out: it does not. */
  servesRequests?: () => boolean;
  /** How calls by a name are used in the project. Left out: nobody knows. */
  usage?: (name: string) => NameUsage | undefined;
  /** Whether some file names another, by its path, as a module. */
  isNamedElsewhere?: (path: string) => boolean;
  /** Whether a member of this name is asked for in some file. */
  isReadElsewhere?: (name: string) => boolean;
  /** The file shows or tests a program: blocking there holds nobody up. */
  isAside?: boolean;
  /** Names in the nearest package.json. */
  dependencies?: ReadonlySet<string>;
}

/** The contexts of one file's code. Answers are worked out when first asked, and remembered by function. */
export function executionContext(unit: Unit, knowledge: Knowledge, callbacks: Callbacks, kind: FileKind): ExecutionContexts {
  const { eventSources } = knowledge;
  const isExempt = kind.isExempt || kind.isAside === true || eventSources.isWorkerCode(unit.text);
  const known = new Map<FunctionNode, ExecutionContext>();
  const place = placeOf(inProject(unit, kind));
  let isWaitedFor: boolean | undefined;
  let isLoader: boolean | undefined;
  let isOfCommand: boolean | undefined;

  const ofFunction = (fn: FunctionNode): ExecutionContext => {
    let context = known.get(fn);
    if (context === undefined) {
      // What refers to itself on the way is nobody's callback.
      known.set(fn, 'helper');
      known.set(fn, (context = workOut(fn)));
    }
    return context;
  };

  const workOut = (fn: FunctionNode): ExecutionContext => {
    const use = callbacks.useOf(fn);
    const named = use === 'unknown' ? callbacks.useByName(fn) : use;
    if (named === 'final') return 'exempt';
    if (fn.async) return 'async';
    if (use === 'immediate') return around(fn);
    return named === 'event' ? 'event' : 'helper';
  };

  /** The context in which a node's own function, or the module, runs. */
  const around = (node: Node): ExecutionContext => {
    for (let child = node, at = node.parent; at; child = at, at = at.parent) {
      if (isFunction(at)) return ofFunction(at);
      // What a class does for each instance, whoever makes one decides.
      if (at.type === T.PropertyDefinition && at.value === child && !at.static) return 'helper';
    }
    return 'exempt';
  };

  const endsIn = new Map<readonly Node[], readonly number[]>();

  /** Whether the process ends after this, before anybody else would have a turn. */
  const isLastAct = (node: Node): boolean => {
    if (!unit.text.includes('exit') && !unit.text.includes('abort')) return false;
    for (let child = node, at = node.parent; at && !isFunction(child); child = at, at = at.parent) {
      const list: readonly Node[] = at.type === T.BlockStatement || at.type === T.Program ? at.body : at.type === T.SwitchCase ? at.consequent : [];
      const ends = endsOf(list);
      const index = ends.length > 0 ? list.indexOf(child) : -1;
      const end = index < 0 ? undefined : ends.find((candidate) => candidate > index);
      if (end !== undefined && !list.slice(index + 1, end).some(hasAwait)) return true;
    }
    return false;
  };

  /** Where in a list of statements the process is ended. Asked for every node of long files, so it is kept. */
  const endsOf = (list: readonly Node[]): readonly number[] => {
    let ends = endsIn.get(list);
    if (!ends) endsIn.set(list, (ends = list.flatMap((statement, index) => (isExit(statement) ? [index] : []))));
    return ends;
  };

  const isExit = (statement: Node): boolean => {
    const expression = statement.type === T.ExpressionStatement ? statement.expression : statement.type === T.ReturnStatement ? statement.argument : null;
    return expression?.type === T.CallExpression && eventSources.endsProcess(unit.origins(expression.callee));
  };

  /** A reaction, a timer that fires once, the callback of one operation. */
  const isOneShot = (call: TSESTree.CallExpression, fn: FunctionNode): boolean => {
    const method = calledMethod(call);
    if (method !== undefined && eventSources.isOneShotMethod(method)) return true;
    if (callbacks.useOf(fn) !== 'event') return false;
    if (method !== undefined && eventSources.isReaction(method)) return true;
    if (method !== undefined && eventSources.isListenerMethod(method)) return isReadiness(call.arguments[0]);
    const origins = unit.origins(call.callee);
    return (eventSources.isTimer(origins) || eventSources.takesCallback(origins)) && origins.every(({ name }) => eventSources.isOneShot(name.split('.').at(-1) ?? name));
  };

  const isReadiness = (event: Node | undefined): boolean => event !== undefined && eventSources.isReadyEvent(stringValue(unwrap(event)) ?? '');

  /** Whether code runs while the program starts, and never again: `byName` also by what its function is called. */
  const startUp = (byName: boolean): ((node: Node) => boolean) => {
    const startUps = new Map<FunctionNode, boolean>();

    /** Whether code runs while the program starts, and never again. A loop without an end is the program's work, not its start. */
    const isInStartUp = (node: Node): boolean => {
      for (let at: Node | undefined = node.parent; at; at = at.parent) {
        if (isEndless(at)) return false;
        if (isFunction(at) && (at.async || callbacks.useOf(at) !== 'immediate')) return isStartUp(at);
      }
      return false;
    };

    /** Whether a function runs once, from module level: an async IIFE, `main()`, the reactions to their promises, callbacks that come once; or is named after starting. */
    const isStartUp = (fn: FunctionNode): boolean => {
      let answer = startUps.get(fn);
      if (answer === undefined) {
        startUps.set(fn, false);
        startUps.set(fn, (answer = runsOnce(fn)));
      }
      return answer;
    };

    const runsOnce = (fn: FunctionNode): boolean => {
      const outer = wrapped(fn);
      const { parent } = outer;
      const called = functionName(fn);
      if (byName && called !== undefined && eventSources.isStartUpName(called)) return true;
      if (parent?.type === T.CallExpression) {
        return (parent.callee === outer || callbacks.useOf(fn) === 'immediate' || isOneShot(parent, fn)) && isAtStart(parent);
      }
      const name = fn.id ?? (parent?.type === T.VariableDeclarator && parent.id.type === T.Identifier ? parent.id : undefined);
      const variable = name && unit.scopes.variableOf(name);
      if (!variable || isExported(fn) || isExported(outer)) return false;
      const uses = variable.references.filter((reference) => !reference.init);
      return uses.length > 0 && uses.every(({ identifier }) => identifier.parent.type === T.CallExpression && identifier.parent.callee === identifier && isAtStart(identifier.parent));
    };

    const isAtStart = (call: Node): boolean => {
      for (let at: Node | undefined = call.parent; at && !isFunction(at); at = at.parent) if (isEndless(at) || at.type === T.ClassBody) return false;
      const fn = enclosingFunction(call);
      return fn === undefined || isStartUp(fn);
    };

    return isInStartUp;
  };

  const isInStartUp = startUp(true);
  const isInEntry = startUp(false);

  const isProgram = (): boolean => place === 'command' || isScript()
    || unit.ast.body.some((statement) => statement.type === T.ImportDeclaration && eventSources.isCommandLineModule(statement.source.value))
    || [...unit.text.matchAll(/\brequire\((['"])([^'"]+)\1\)/g)].some((match) => eventSources.isCommandLineModule(match[2] ?? ''));

  /** Whether the file reads the command line, or ends the process when its work is done or in the middle of it (not in a handler of last resort). */
  const isScript = (): boolean => {
    if (!eventSources.mayBeScript(unit.text)) return false;
    let found = false;
    walk(unit.ast, (node) => {
      if (node.type === T.MemberExpression) found ||= unit.origins(node).some(({ module, name }) => module === 'global' && name === 'process.argv');
      else if (node.type === T.CallExpression && eventSources.endsProcess(unit.origins(node.callee))) found ||= ['async', 'helper'].includes(around(node)) || endsWell(node);
      return !found;
    });
    return found;
  };

  const isInLoader = (): boolean => {
    const [file = '', folder = ''] = unit.path.split('/').reverse();
    return folder === 'loaders' || eventSources.isLoaderName(file.split('.')[0] ?? '');
  };

  return {
    contextOf(node) {
      if (isExempt || isLastAct(node)) return 'exempt';
      const context = around(node);
      // Nobody waits for a script, nor for what has only begun to start. People do wait for a command.
      if (context === 'exempt' || !(isWaitedFor ??= place !== 'script' && place !== 'migration' && (kind.isCommandLineEntry || !isProgram()))) return 'exempt';
      return context !== 'helper' && isInStartUp(node) ? 'exempt' : context;
    },
    isDeveloperTool: () => place === 'script' || place === 'tool',
    isExample: () => place === 'example',
    isMigration: () => place === 'migration',
    endsWithErrors: (node) => isInEntry(node),
    isCommand: () => (isOfCommand ??= kind.isCommandLineEntry || isProgram()),
    isLoading(node) {
      if ((isLoader ??= isInLoader())) return true;
      for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) if (eventSources.isLoaderName(functionName(fn) ?? '')) return true;
      return false;
    },
    isForgiving: (node) => kind.isCommandLineEntry || isFailing(node),
  };
}

/** Whether a node stands in a catch clause that ends in `throw`: it happens once per failure. */
function isFailing(node: Node): boolean {
  for (let at = node.parent; at && !isFunction(at); at = at.parent) if (at.type === T.CatchClause) return at.body.body.at(-1)?.type === T.ThrowStatement;
  return false;
}

/** `process.exit()`, `process.exit(0)`: not for an error, but because the work is done. */
function endsWell(exit: TSESTree.CallExpression): boolean {
  const [status] = exit.arguments;
  return enclosingFunction(exit) !== undefined && (status === undefined || (status.type === T.Literal && status.value === 0));
}

/** `while (…)`, `do … while (…)`, `for (;;)`: who knows when they end. */
function isEndless(node: Node): boolean {
  return node.type === T.WhileStatement || node.type === T.DoWhileStatement || (node.type === T.ForStatement && !node.test);
}

function hasAwait(statement: Node): boolean {
  let found = false;
  walk(statement, (node) => {
    if (node.type === T.AwaitExpression) found = true;
    return !found && !isFunction(node);
  });
  return found;
}

function isExported(node: Node): boolean {
  const statement: TSESTree.Node | undefined = node.parent?.type === T.VariableDeclarator ? node.parent.parent : node;
  return statement.parent?.type === T.ExportNamedDeclaration || statement.parent?.type === T.ExportDefaultDeclaration;
}
