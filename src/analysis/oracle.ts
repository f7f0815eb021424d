import type { TSESTree } from '@typescript-eslint/typescript-estree';
import type { Span } from './text.ts';

/** Whether an expression's value is a promise. `unknown`: `any`, unresolved, or not asked of types. */
export type Awaitability = 'always' | 'sometimes' | 'never' | 'unknown';

/**
 * Where a function, class or value comes from, by its name there.
 * `module` is a package or builtin without `node:` ("fs", "fs/promises", "pg"), "global", or a relative specifier as written.
 * `name` is a dotted path of exports; `#` goes to an instance: "readFileSync", "Pool#connect", "Promise.all".
 */
export interface Origin {
  module: string;
  name: string;
}

/** A declaration in a file of the project (not in a dependency's or TypeScript's own declaration files). */
export interface Declaration extends Span {
  /** Absolute, with `/`. */
  path: string;
  name: string;
}

/** What a type says of being disposed with `using`. */
export interface Disposability {
  sync: boolean;
  async: boolean;
}

/**
 * The narrow questions rules may ask about types. Three sources answer: TypeScript, syntax alone, and native TypeScript.
 * Every answer may be "don't know": `unknown`, or undefined.
 */
export interface TypeOracle {
  /** `typescript`: a checker answers. `syntax`: no types; answers come from the unit's own text. */
  readonly kind: 'typescript' | 'syntax';
  awaitability(node: TSESTree.Node): Awaitability;
  /** Awaitability of the elements of an array or iterable. */
  elementAwaitability(node: TSESTree.Node): Awaitability;
  /** Awaitability of what a function-typed expression returns when called. */
  returnAwaitability(node: TSESTree.Node): Awaitability;
  /** Where the thing an expression names (a callee, mostly) is declared, if outside the project: by symbol, so methods count. */
  origin(node: TSESTree.Node): Origin | undefined;
  /** The named type of an expression (its first class or interface), with `name` as "Pool"; a project type has its path as module. */
  typeOrigin(node: TSESTree.Node): (Origin & { inProject: boolean }) | undefined;
  /** The project declaration that an expression names. For a call's callee: the function, method or const. */
  declaration(node: TSESTree.Node): Declaration | undefined;
  /** Whether the type has a member of this name; undefined where the type is unknown. */
  hasMember(node: TSESTree.Node, name: string): boolean | undefined;
  /** Whether a promise's result has a member of this name; undefined where the type is unknown. */
  resultHasMember(node: TSESTree.Node, name: string): boolean | undefined;
  /** Whether an expression that is always a promise by its type is one at run time: null is checked for, or an async function gives it. */
  isCertain(node: TSESTree.Node): boolean;
  /** Whether the place where an expression (or a method of an object literal) stands asks for a function that returns nothing; undefined where its type is unknown. */
  expectsVoid(node: TSESTree.Node): boolean | undefined;
  /** Whether a member of a class overrides, or implements, a function that returns nothing. */
  overridesVoid(member: TSESTree.Node): boolean;
  /** Whether some file of the program awaits calls by the name that a function is kept under where it stands: a property, a variable, a member it overrides. */
  isAwaitedSomewhere(node: TSESTree.Node): boolean;
  /** Whether a function gives a promise when called: an async one, one that ends by returning a promise, and what is declared as such. */
  givesPromise(node: TSESTree.Node): boolean;
  /** Whether the type (of a promise: of its result) has Symbol.dispose / Symbol.asyncDispose. */
  disposability(node: TSESTree.Node): Disposability | undefined;
  /** How many parameters a function-typed expression has; undefined with rest parameters, several signatures, or an unknown type. */
  parameterCount(node: TSESTree.Node): number | undefined;
  /** How many arguments the place where a function stands gives it, by its type; Infinity where it gives any number of any. */
  argumentCount(node: TSESTree.Node): number | undefined;
  /** The largest number of elements, where the type bounds it (tuples, `as const` arrays) or the constant it names is an array literal, also of another file. */
  tupleLength(node: TSESTree.Node): number | undefined;
  /** The number of members, where the type is a union of literals or an enum, else of an object with known keys (no index signature). */
  finiteKeys(node: TSESTree.Node): number | undefined;
  /** Whether the expression's type is, or includes, a string, number, … only. `undefined` where unknown. */
  isPrimitive(node: TSESTree.Node): boolean | undefined;
  /** Whether the expression's promise (or the expression itself) has no value: void, undefined, never. */
  resolvesToVoid(node: TSESTree.Node): boolean | undefined;
  /** Whether `await` may stand at this file's top level, by the compiler options. */
  allowsTopLevelAwait(): boolean | undefined;
  /** The type written as source text, for an annotation; undefined where it cannot be named here. */
  typeText(node: TSESTree.Node): string | undefined;
}
