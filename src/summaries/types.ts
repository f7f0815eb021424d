import type { Location } from '../analysis/finding.ts';
import type { FunctionNode, Node, TSESTree } from '../analysis/nodes.ts';
import type { BlockingApi } from '../knowledge/blocking-calls.ts';

/** Who calls a piece of code, and so what a pause in it holds up. */
export type ExecutionContext =
  /** The body of an async function, or a callback in it that runs before control returns to the event loop. */
  | 'async'
  /** A callback that the event loop calls: timer, listener, request handler, reaction. */
  | 'event'
  /** Module start-up, exit handlers, worker threads, tests and configuration: nobody waits meanwhile. */
  | 'exempt'
  /** A plain function: its callers decide. */
  | 'helper';

/** How a function comes to block: the calls from it down to the blocking API, and the API itself. */
export interface BlockingChain {
  /** Outermost first; the last is the call of the API. `name` is what is called there. */
  steps: { location: Location; name: string }[];
  api: BlockingApi;
  /** Information rather than a warning: cheap, without a twin, done once and kept, or in a program for the command line. */
  minor: boolean;
  /** The result is made once and kept: an await in its place would let others make it too. */
  kept: boolean;
}

/** What a function does with a parameter. */
export interface Ownership {
  releases: boolean;
  stores: boolean;
  returns: boolean;
}

/** How a call is bound: it waits for a slot and holds it, it runs in one, or it is a limiter's that was made without a limit. */
export type LimiterUse = 'gate' | 'wrap' | 'unlimited';

/** What is known of a function's asynchronous work. */
export interface Work {
  /** The first thing that starts work outside every limiter. */
  unlimited: Node | undefined;
  /** Some work goes through a limiter. */
  limited: boolean;
  /** It has waited for a slot and not given it back: what its caller does next is limited too. */
  holds: boolean;
}

/**
 * How code is judged. `proof`: it throws unless it is known not to; unknown calls do, and so does reading members of values
 * nobody knows. `practice`: it throws where a throw, or a promise that rejects, stands in its way; unknown calls do not.
 */
export type Standard = 'proof' | 'practice';

/** What the files that call a function may ask of it. */
export interface LinkedSummaries {
  /** Whether the promise of a call can reject. */
  callRejects(fn: FunctionNode, standard: Standard): boolean;
  /** Whether running it can throw; of an async function: whether its promise can reject. */
  runningThrows(fn: FunctionNode, standard: Standard): boolean;
  /** Whether a call may never come to an end: it loops, or follows a source, until it is told to stop. */
  isEndless(fn: FunctionNode): boolean;
  workOf(fn: FunctionNode): Work;
  ownershipOf(fn: FunctionNode, index: number): Ownership;
  /** Whether a function calls its parameter at `index` while it runs itself, every time anew. */
  callsParameter(fn: FunctionNode, index: number): boolean;
}

/** What is known of functions without looking at their callers. Each answer is worked out when first asked. */
export interface Summaries {
  /** The context of the code around a node. */
  contextOf(node: Node): ExecutionContext;
  /** Whether the file's place says that only developers run it: a script, a build step, a plugin of a bundler. It works on the project's own files. */
  isDeveloperTool(): boolean;
  /** How the direct call of a plain function blocks, if it does. Async functions have their own findings: undefined. */
  blocking(fn: FunctionNode): BlockingChain | undefined;
  /** How what happens at a node blocks: a call, a construction, an access, a loop, a function handed to something that calls it at once. The first step is the node. */
  blockingAt(node: Node): BlockingChain | undefined;
  /** Whether the promise of a call can reject. true where nothing is known. */
  canReject(call: TSESTree.Node): boolean;
  /** Whether something stands in the code that makes a promise reject: a throw, or an awaited promise that is not known to be safe. Unknown calls do not count. */
  tendsToReject(promise: Node): boolean;
  /** Whether what follows a statement depends on the promise that the statement leaves alone. */
  orderMatters(promise: Node): boolean;
  /** Whether waiting for a call may take for ever. */
  neverEnds(call: Node): boolean;
  /** Whether a call of the function waits for a slot of a limiter before it starts work. */
  waitsForSlot(fn: FunctionNode): boolean;
  /** The first thing that starts asynchronous work outside every limiter, when a function is called or an expression evaluated. */
  unlimitedWork(node: Node): Node | undefined;
  /** How a limiter bounds a call; undefined for a call that is no limiter's. */
  limiterUse(call: TSESTree.CallExpression): LimiterUse | undefined;
  /** What a function of this file does with its parameter at `index`; undefined for unknown functions. */
  ownership(callee: Node, index: number): Ownership | undefined;
}
