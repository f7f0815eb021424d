import { T, unwrap, type FunctionNode, type Node } from '../analysis/nodes.ts';
import { lengthOf } from '../analysis/syntax-oracle.ts';
import type { Unit } from '../analysis/unit.ts';
import type { Awaitability, Declaration } from '../analysis/oracle.ts';
import type { Knowledge } from '../knowledge/index.ts';
import type { LinkedFile } from './exports.ts';
import { Linker, type Modules } from './linker.ts';
import type { LinkedSummaries } from './types.ts';

/** A function of another file of the project, with what is known there. */
export interface FarFunction {
  fn: FunctionNode;
  unit: Unit;
  summaries: LinkedSummaries;
}

/** The function of another file that a callee names; undefined for unknown ones, and where no types lead there. */
export type Elsewhere = (callee: Node) => FarFunction | undefined;

/** Nobody else's functions are known. */
export const nowhere: Elsewhere = () => undefined;

/** A question goes through at most this many files: what is further away stays unknown. */
const maxHops = 6;

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
  /** Knows by syntax what types do not know. */
  private readonly linker: Linker | undefined;
  private readonly known = new Map<string, { unit: Unit; summaries: LinkedSummaries } | undefined>();
  private hops = 0;

  constructor(unitAt: (path: string) => Unit | undefined, summarize: (unit: Unit, knowledge: Knowledge, elsewhere: Elsewhere) => LinkedSummaries, knowledge: Knowledge, modules?: Omit<Modules, 'fileAt'>) {
    this.linker = modules && new Linker({ resolve: (specifier, from) => modules.resolve(specifier, from), textAt: (path) => modules.textAt(path), fileAt: (path) => this.unit(path) });
    this.unitAt = unitAt;
    this.summarize = summarize;
    this.knowledge = knowledge;
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
    return file && node && { path: file.path, name: '', start: node.range[0], end: node.range[1] };
  }

  /** Whether a call of what an expression names in another file gives a promise, by that file. */
  returnAwaitability(named: Node, file: LinkedFile): Awaitability {
    // Too far away for this question, or functions that return each other's results.
    if (this.hops >= maxHops) return 'unknown';
    const linked = this.linker?.functionOf(named, file);
    const unit = linked && linked.file.path !== file.path ? this.unit(linked.file.path) : undefined;
    const fn = unit && linked && unit.functionAt(linked.fn.range[0]);
    return fn ? this.hop(() => unit.types.returnAwaitability(fn)) : 'unknown';
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
      if (this.hops >= maxHops) return undefined;
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
    const [oldest] = this.known.keys();
    if (this.known.size > maxNeighbours && oldest !== undefined) this.known.delete(oldest);
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
