import type { Location } from '../analysis/finding.ts';
import type { CallLike, FunctionNode, Node, TSESTree } from '../analysis/nodes.ts';
import type { BlockingApi } from '../knowledge/blocking-calls.ts';
import type { WorkKind } from '../knowledge/outside-work.ts';

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
  /** Cheap, or without a twin, or done once and kept. */
  minor: boolean;
  /** It moves a little text: what the program has just written down itself, or parses at once. */
  small: boolean;
  /** The file it works on is written down in the code: one of the program's own. */
  fixed: boolean;
  /** The result is made once and kept: an await in its place would let others make it too. */
  kept: boolean;
  /** Whether it comes to that depends on what a function on the way is given. */
  conditional?: boolean;
  /** A pause hurts little here: people have started the program by hand, it is about to fail, or all callers keep what is made. */
  calm: boolean;
}

/** How urgent it is that a blocking call goes. */
export type Urgency = 'warning' | 'information' | 'hint';

/** What a function does with a parameter. */
export interface Ownership {
  releases: boolean;
  stores: boolean;
  returns: boolean;
}

/** How a call is bound: it waits for a slot and holds it, it runs in one, or it is a limiter's that was made without a limit. */
export type LimiterUse = 'gate' | 'wrap' | 'unlimited';

/** Work that nothing bounds: where it is started, and whether it goes beyond files of this machine. */
export interface StartedWork {
  node: Node;
  kind: WorkKind;
}

/** What is known of a function's asynchronous work. */
export interface Work {
  /** The first thing that starts work outside every limiter; work that is not only on files before such. */
  unlimited: StartedWork | undefined;
  /** Some work goes through a limiter. */
  limited: boolean;
  /** It has waited for a slot and not given it back: what its caller does next is limited too. */
  holds: boolean;
}

/**
 * How code is judged. `proof`: it throws unless it is known not to; unknown calls do, and so does reading members of values
 * nobody knows. `practice`: it throws where a throw, or a promise that rejects, stands in its way; unknown calls do not.
 * `outside`: as in practice, but only by what a correct program meets as well: I/O, a callback, an error thrown on; not by
 * mistakes of its own, nor by calls whose failure it can do without. `known`: as outside, where what fails is at hand: a
 * call that is known to (the network, a store, a file), a promise that is rejected, an error thrown on.
 */
export type Standard = 'proof' | 'practice' | 'outside' | 'known';

/** A promise that a timer settles, which nothing stops when the promise is of no use any more. */
export interface TimedPromise {
  /** What starts the timer: the `setTimeout` call, or the call of a function that starts one. */
  at: TSESTree.CallExpression;
  /** `own`: `setTimeout` in an executor at hand; `delay`: of `timers/promises`; `helper`: a function that starts one. */
  kind: 'own' | 'delay' | 'helper';
}

/** What the files that call a function may ask of it. */
export interface LinkedSummaries {
  /** Whether the promise of a call can reject. */
  callRejects(fn: FunctionNode, standard: Standard): boolean;
  /** Whether running it can throw; of an async function: whether its promise can reject. */
  runningThrows(fn: FunctionNode, standard: Standard): boolean;
  /** Whether a call may never come to an end: it loops, or follows a source, until it is told to stop. */
  isEndless(fn: FunctionNode): boolean;
  workOf(fn: FunctionNode): Work;
  /** Whether its promise is settled by a timer that nobody can stop. */
  returnsTimer(fn: FunctionNode): boolean;
  ownershipOf(fn: FunctionNode, index: number): Ownership;
  /** Whether a function calls its parameter at `index` while it runs itself, every time anew. */
  callsParameter(fn: FunctionNode, index: number): boolean;
  /** Whether a method releases its own object when it fails: `catch (error) { this.close(); throw error; }`. */
  failureReleases(fn: FunctionNode): boolean;
}

/** What is known of functions without looking at their callers. Each answer is worked out when first asked. */
export interface Summaries {
  /** The context of the code around a node. */
  contextOf(node: Node): ExecutionContext;
  /** Whether a package.json says what the file is part of. Where none does, the code alone tells how much a finding weighs. */
  isOfPackage(): boolean;
  /**
   * Whether it is, besides, part of a program of many files. Such a program has been used, and its people have looked at what it waits for: a
   * deviation says something there, a single call says little.
   */
  isOfGrownPackage(): boolean;
  /** Whether the file's place says that only developers run it: a script, a build step, a plugin of a bundler. It works on the project's own files. */
  isDeveloperTool(): boolean;
  /** Whether the file's place says that it shows or tries something: an example, documentation, a fixture. */
  isExample(): boolean;
  /** Whether the file's place says that it changes or fills a store once: a migration, a seed. */
  isMigration(): boolean;
  /** Whether the file is part of a page, which a browser shows (see `isPageCode`). */
  runsInBrowser(): boolean;
  /** Whether its package is built for an application's host (Electron, an editor), which prints an error that nobody handles and goes on. */
  isOfApplication(): boolean;
  /** Whether its package is a command or a tool: people start it, and it ends when its work is done. */
  isStartedByHand(): boolean;
  /** Whether the file is part of a program that somebody starts on the command line: it reads the arguments, or ends the process when its work is done. */
  isCommand(): boolean;
  /** Whether the program has a handler for rejections that nobody else handled, one that does not end the process. */
  hasLastResort(): boolean;
  /** How the direct call of a plain function blocks, if it does. Async functions have their own findings: undefined. */
  blocking(fn: FunctionNode): BlockingChain | undefined;
  /** How what happens at a node blocks: a call, a construction, an access, a loop, a function handed to something that calls it at once. The first step is the node. */
  blockingAt(node: Node): BlockingChain | undefined;
  /** How urgent the chain at a node is, by who waits meanwhile and how often. */
  urgencyOf(node: Node, chain: BlockingChain): Urgency;
  /** Whether the promise of a call can reject. true where nothing is known. */
  canReject(call: TSESTree.Node): boolean;
  /** Whether something stands in the code that makes a promise reject: a throw, or an awaited promise that is not known to be safe. Unknown calls do not count. */
  tendsToReject(promise: Node): boolean;
  /** Whether a promise that tends to reject does so by what a correct program meets as well: I/O, a callback of somebody else's, an error thrown on. */
  failsFromOutside(promise: Node): boolean;
  /** The same of a function that is handed over: whether calling it throws, or gives a promise that rejects. */
  callbackTendsToReject(callback: Node): boolean;
  /** And whether it does so by what a correct program meets as well. */
  callbackFailsFromOutside(callback: Node): boolean;
  /** Whether it is known what makes a promise reject in a correct program: the network, a store, a file, an error thrown on. false where nothing is known. */
  isKnownToFail(promise: Node): boolean;
  /** The same of a function that is handed over. */
  callbackIsKnownToFail(callback: Node): boolean;
  /** Whether the function that is called takes the promise of the callback it is given at `index`, whatever its type says. */
  takesPromiseOf(call: CallLike, index: number): boolean;
  /** Whether most calls by the name of what is called here are left alone, all over the project: that is how it is meant. */
  isMostlyLeft(call: Node): boolean;
  /** Whether the other calls by that name are awaited: here it was forgotten. */
  isMostlyAwaited(call: Node): boolean;
  /** Whether some other file names this one as a module; true where the other files are not known. */
  isNamedElsewhere(): boolean;
  /** Whether some file asks for a member of this name; where the other files are not known, whether this one does. */
  isRead(name: string): boolean;
  /** Whether what follows a statement depends on the promise that the statement leaves alone. */
  orderMatters(promise: Node): boolean;
  /** Whether waiting for a call may take for ever. */
  neverEnds(call: Node): boolean;
  /** Whether a call of the function waits for a slot of a limiter before it starts work. */
  waitsForSlot(fn: FunctionNode): boolean;
  /** The first thing that starts asynchronous work outside every limiter, when a function is called or an expression evaluated. */
  unlimitedWork(node: Node): StartedWork | undefined;
  /** How a limiter bounds a call; undefined for a call that is no limiter's. */
  limiterUse(call: TSESTree.CallExpression): LimiterUse | undefined;
  /** The timer that settles a promise, if it is no more than that. A timer at hand may be stopped by the code around it. */
  timerOf(promise: Node): TimedPromise | undefined;
  /** What a function of this file does with its parameter at `index`; undefined for unknown functions. */
  ownership(callee: Node, index: number): Ownership | undefined;
  /** Whether the method that a callee names releases its own object when it fails. */
  releasesOnFailure(callee: Node): boolean;
  /** Whether the method that a callee names does nothing but set fields of its own object. */
  onlyNotes(callee: Node): boolean;
  /** Whether the file's place says that it shows how something is used: nobody relies on it. */
  isExample(): boolean;
  /** Whether code runs once from the top of the module, as `main()` does: its first error ends the program. */
  endsWithErrors(node: Node): boolean;
}
