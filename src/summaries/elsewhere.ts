import { keyName, propertyName, T, unwrap, type FunctionNode, type Node } from '../analysis/nodes.ts';
import { originOf } from '../analysis/origin.ts';
import { lengthOf } from '../analysis/syntax-oracle.ts';
import type { Unit } from '../analysis/unit.ts';
import type { Awaitability, Declaration } from '../analysis/oracle.ts';
import type { Knowledge } from '../knowledge/index.ts';
import type { LinkedFile } from './exports.ts';
import { Linker, type Modules } from './linker.ts';
import { breakOff } from './recursion.ts';
import type { LinkedSummaries } from './types.ts';

/** A function of another file of the project, with what is known there. */
export interface FarFunction {
  fn: FunctionNode;
  unit: Unit;
  summaries: LinkedSummaries;
}

/** What a path of members and calls begins with: of `expect(value).not` the `expect`. */
function rootOf(node: Node): Node {
  let at = unwrap(node);
  while (at.type === T.MemberExpression || at.type === T.CallExpression || at.type === T.AwaitExpression) at = unwrap(at.type === T.MemberExpression ? at.object : at.type === T.CallExpression ? at.callee : at.argument);
  return at;
}

/** Where a function is declared: the offset at which its declaration starts, 0-based. */
export interface FunctionPlace {
  path: string;
  start: number;
}

/** The function of another file that a callee names; undefined for unknown ones, and where no types lead there. */
export type Elsewhere = (callee: Node) => FarFunction | undefined;

/** Nobody else's functions are known. */
export const nowhere: Elsewhere = () => undefined;

/** A question goes through at most this many files: what is further away stays unknown. The call stack has an end. */
const maxHops = 60;

/** So many functions of different files that return each other's results are followed. */
const maxResults = 6;

/** Other files are kept while they are asked for again and again, and no more of them than this. */
const maxNeighbours = 64;

/**
 * The files that calls lead to. Made once per program and knowledge: `unitAt` gives another file as a unit (undefined where
 * there is none), `summarize` what is known of it. Nothing is made before it is asked for.
 */
export class Neighbourhood {
  private readonly unitAt: (path: string) => Unit | undefined;
  private readonly summarize: (unit: Unit, knowledge: Knowledge, elsewhere: Elsewhere) => LinkedSummaries;
  private readonly knowledge: Knowledge;
  /** Where the only function of a name is declared that a file asks for. */
  private readonly only: (name: string, from: string) => FunctionPlace | undefined;
  /** Knows by syntax what types do not know. */
  private readonly linker: Linker | undefined;
  private readonly known = new Map<string, { unit: Unit; summaries: LinkedSummaries } | undefined>();
  private hops = 0;
  private results = 0;

  constructor(unitAt: (path: string) => Unit | undefined, summarize: (unit: Unit, knowledge: Knowledge, elsewhere: Elsewhere) => LinkedSummaries, knowledge: Knowledge, modules?: Omit<Modules, 'fileAt'>, only: (name: string, from: string) => FunctionPlace | undefined = () => undefined) {
    this.linker = modules && new Linker({ resolve: (specifier, from) => modules.resolve(specifier, from), textAt: (path) => modules.textAt(path), fileAt: (path) => this.unit(path) });
    this.unitAt = unitAt;
    this.summarize = summarize;
    this.knowledge = knowledge;
    this.only = only;
  }

  /** A file as a unit. */
  unit(path: string): Unit | undefined {
    return this.at(path)?.unit;
  }

  /** A file that has been a unit a short while ago. */
  recent(path: string): Unit | undefined {
    return this.known.get(path)?.unit;
  }

  /** What an expression names by types, else by syntax: where it is declared. */
  declaration(unit: Unit, named: Node): Declaration | undefined {
    const declared = unit.types.declaration(named);
    if (declared && declared.path !== unit.path) return declared;
    const value = this.linker?.valueOf(named, unit);
    const whole = value?.as === 'module' ? this.linker?.functionOf(named, unit) : undefined;
    const [file, node] = whole ? [whole.file, whole.fn] : [value?.file, value?.node];
    if (file && node) return { path: file.path, name: '', start: node.range[0], end: node.range[1] };
    const only = this.onlyOne(named, unit);
    return only && { path: only.path, name: '', start: only.start, end: only.start };
  }

  /**
   * `this.pad.getInternalText()`, of whatever `pad` is: nothing else in the project has that name. A name of three words and more
   * is taken for nobody else's either.
   */
  private onlyOne(named: Node, { path, scopes }: LinkedFile): FunctionPlace | undefined {
    const at = unwrap(named);
    const name = at.type === T.MemberExpression ? propertyName(at) : undefined;
    if (at.type !== T.MemberExpression || name === undefined || !/^_?[a-z]+(?:[A-Z][a-z\d]+){2}/.test(name)) return undefined;
    // `server.api.getNotes({ handler: async () => … })` tells what is to be called when somebody asks for it.
    const call = at.parent?.type === T.CallExpression && at.parent.callee === at ? at.parent : undefined;
    if (call?.arguments.some((argument) => argument.type === T.ObjectExpression && argument.properties.some((property) => property.type === T.Property && keyName(property) === 'handler'))) return undefined;
    // What a package gives is the package's.
    const origin = originOf(rootOf(at.object), scopes);
    return origin && !origin.module.startsWith('.') ? undefined : this.only(name, path);
  }

  /** Whether a call of what an expression names in another file gives a promise, by that file. */
  returnAwaitability(named: Node, file: LinkedFile): Awaitability {
    // Too far away, or functions that return each other's results. Nothing is kept of these answers: each begins anew.
    if (this.results >= maxResults) return 'unknown';
    const linked = this.linker?.functionOf(named, file);
    const place = linked ? { path: linked.file.path, start: linked.fn.range[0] } : this.onlyOne(named, file);
    const unit = place && place.path !== file.path ? this.unit(place.path) : undefined;
    const fn = unit && place && unit.functionAt(place.start);
    if (!fn) return 'unknown';
    this.results += 1;
    try {
      return unit.types.returnAwaitability(fn);
    } finally {
      this.results -= 1;
    }
  }

  /** How many elements the array literal of another file has that an expression names. One without any is there to be filled. */
  arrayLength(named: Node, file: LinkedFile): number | undefined {
    const value = this.linker?.valueOf(named, file);
    return value && value.file.path !== file.path && value.node.type === T.ArrayExpression ? lengthOf(value.node) || undefined : undefined;
  }

  /** What callees of a file's code lead to. */
  around(unit: Unit): Elsewhere {
    const answers = new Map<Node, FarFunction | undefined>();
    return (callee) => {
      const at = unwrap(callee);
      if (answers.has(at)) return answers.get(at);
      // Too far away for this question; another may come by a shorter way.
      if (this.hops >= maxHops) return breakOff();
      const found = this.find(unit, at);
      answers.set(at, found);
      return found;
    };
  }

  private find(unit: Unit, callee: Node): FarFunction | undefined {
    const declaration = this.declaration(unit, callee);
    if (!declaration || declaration.path === unit.path) return undefined;
    const far = this.at(declaration.path);
    const fn = far?.unit.functionAt(declaration.start);
    return far && fn && { fn, unit: far.unit, summaries: this.counted(far.summaries) };
  }

  private at(path: string): { unit: Unit; summaries: LinkedSummaries } | undefined {
    const known = this.known.get(path);
    if (known || this.known.has(path)) {
      // The one asked for last stands last.
      this.known.delete(path);
      this.known.set(path, known);
      return known;
    }
    const unit = this.unitAt(path);
    const made = unit && { unit, summaries: this.summarize(unit, this.knowledge, this.around(unit)) };
    this.known.set(path, made);
    // In the middle of a question those that have come before may be asked again: as another unit they would not be known for the same.
    if (this.hops === 0) for (const oldest of [...this.known.keys()].slice(0, -maxNeighbours)) this.known.delete(oldest);
    return made;
  }

  /** The same summaries, which know how far the question has come. */
  private counted(summaries: LinkedSummaries): LinkedSummaries {
    const hop = <A>(ask: () => A): A => this.hop(ask);
    return {
      callRejects: (fn, standard) => hop(() => summaries.callRejects(fn, standard)),
      runningThrows: (fn, standard) => hop(() => summaries.runningThrows(fn, standard)),
      isEndless: (fn) => summaries.isEndless(fn),
      workOf: (fn) => hop(() => summaries.workOf(fn)),
      returnsTimer: (fn) => hop(() => summaries.returnsTimer(fn)),
      ownershipOf: (fn, index) => hop(() => summaries.ownershipOf(fn, index)),
      callsParameter: (fn, index) => hop(() => summaries.callsParameter(fn, index)),
      failureReleases: (fn) => hop(() => summaries.failureReleases(fn)),
    };
  }

  private hop<A>(ask: () => A): A {
    this.hops += 1;
    try {
      return ask();
    } finally {
      this.hops -= 1;
    }
  }
}
