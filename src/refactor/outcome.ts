import type ts from 'typescript';
import type { Edit } from '../analysis/finding.ts';

/** What an edit is part of: a preview groups by it. */
export type EditGroup = 'helper' | 'callers' | 'calls' | 'types';

/** An edit of a plan; offsets count in the text that the plan was made from. */
export interface PlannedEdit extends Edit {
  group: EditGroup;
}

/** How to make a function async, with all that follows from it. */
export interface Plan {
  kind: 'plan';
  /** What the function is called; undefined for one without a name. */
  name: string | undefined;
  /** How many calls of the function itself get an `await`. */
  calls: number;
  edits: readonly PlannedEdit[];
  /** The names whose uses were looked for: other files that mention one may have to change too. */
  names: ReadonlySet<string>;
}

/** Why a function cannot become async. */
export interface Refused {
  kind: 'refused';
  name: string | undefined;
  /** One sentence. */
  reason: string;
  /** Where the reason stands; `path` is absolute with `/`, `line` counts from 1. */
  at: { path: string; line: number };
  names: ReadonlySet<string>;
}

export type Outcome = Plan | Refused;

/** Thrown inside the planner, and never out of it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly node: ts.Node;

  /** `node` is where the reason stands. */
  constructor(reason: string, node: ts.Node) {
    super(reason);
    this.node = node;
  }
}
