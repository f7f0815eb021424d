import type { Rule } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import type { UsedNames } from '../analysis/used-names.ts';
import type { Knowledge } from '../knowledge/index.ts';
import type { Summaries } from '../summaries/types.ts';

/** The options rules may be given, each with its default. */
export interface RuleOptions {
  /** unbounded-concurrency: a list of at most this many elements is small. */
  maxItems: number;
  /** unbounded-concurrency: the limit that fixes write. */
  limit: number;
  /** floating-promise: `void f()` counts as handled. */
  ignoreVoid: boolean;
  /** floating-promise: objects with `then` that are not promises count too. */
  checkThenables: boolean;
}

export const defaultOptions: Readonly<RuleOptions> = { maxItems: 32, limit: 10, ignoreVoid: true, checkThenables: false };

/** What a rule sees of a file: the unit, what is known of functions and libraries, and its options. */
export interface RuleUnit extends Unit {
  readonly summaries: Summaries;
  readonly knowledge: Knowledge;
  readonly options: Readonly<RuleOptions>;
  /** The packages that the nearest package.json names (fixes use what the project has), also with their major version: "express@4". */
  readonly dependencies: ReadonlySet<string>;
  /** Whether `using` may be written here, where a type has the symbol. */
  readonly supportsUsing: boolean;
  /** A test or configuration file, where some effects do not matter. */
  readonly isExempt: boolean;
  /** The file starts a program: it has a shebang, or package.json names it in `bin`. */
  readonly isCommandLineEntry: boolean;
}

/** What is known of a file before it is made a tree. */
export interface FileSigns {
  /** With its comments. */
  text: string;
  /** Whether the code (not a comment) has an identifier or property of this name. */
  names(name: string): boolean;
  /** Whether it uses something of another file that blocks. */
  reachesBlocking(): boolean;
  /** What the code does with names at run time; takes a walk over the file when first asked. */
  readonly used: UsedNames;
  /** Whether the code has a place where something may be tried again (see `mayRetry`). Goes through the file: to be asked last. */
  mayRetry(): boolean;
}

/**
 * Tells before a file is made a tree whether the rule could have anything to say of it.
 * May say yes too often, never no where the rule would report. A name: TypeScript's own tree of the file tells, with its types
 * (see audit/gates.ts).
 */
export type Gate = 'promises' | 'late updates' | 'late awaits' | 'returned promises' | 'promise values' | 'async callbacks' | ((file: FileSigns, knowledge: Knowledge) => boolean);

/** A pitfall's rule. Without a gate every file is looked at. */
export interface PitfallRule<M extends string = string, F extends string = string> extends Rule<RuleUnit, M, F> {
  gate?: Gate;
}

/** A rule with its names checked: a message or fix that does not exist does not compile. */
export function defineRule<M extends string, F extends string>(rule: PitfallRule<M, F>): PitfallRule<M, F> {
  return rule;
}

/** A rule whose message and fix names no longer matter: what a list of rules holds. */
export type AnyRule = PitfallRule;
