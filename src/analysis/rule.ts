import type { TSESTree } from '@typescript-eslint/typescript-estree';
import type { Edit, Location, Severity, Tag } from './finding.ts';
import type { Span } from './text.ts';

/** A place in the unit at hand: a node, or offsets. */
export type Place = TSESTree.Node | Span;

/** Called for each node of a type, parents before children; `Type:exit` after the children. */
export type Visitor = {
  [K in TSESTree.Node['type']]?: (node: Extract<TSESTree.Node, { type: K }>) => void;
} & {
  [K in TSESTree.Node['type'] as `${K}:exit`]?: (node: Extract<TSESTree.Node, { type: K }>) => void;
};

/** The edits of one fix; `path` may be left out for the unit's own file. */
export type EditInput = Omit<Edit, 'path'> & { path?: string };

/** What a rule hands in when it has found something. */
export interface ReportInput<M extends string, F extends string> {
  /** The finding stands here (contracts: where a finding stands). */
  at: Place;
  message: M;
  /** Values for the `{names}` in the message. */
  data?: Record<string, string | number>;
  /** A severity of the finding's own, lower than the rule's. An explicit severity from the user overrules it. */
  severity?: Exclude<Severity, 'off'>;
  /** Places that explain the finding: of this file, or (with `location`) of any. */
  related?: ({ at: Place; message: string } | { location: Location; message: string })[];
  tags?: Tag[];
  /** Preferred first. A maker returns undefined where the fix cannot keep the meaning. */
  fixes?: Partial<Record<F, () => readonly EditInput[] | undefined>>;
}

export type Report<M extends string, F extends string> = (input: ReportInput<M, F>) => void;

/** What a fix is called and whether it may be applied without looking. */
export interface FixMeta {
  title: string;
  safe: boolean;
}

/** One pitfall. `U` is what the rule sees of a file. */
export interface Rule<U, M extends string = string, F extends string = string> {
  id: string;
  /** One sentence: what happens at run time. */
  summary: string;
  /** The severity when nobody says otherwise. */
  severity: Severity;
  messages: Record<M, string>;
  fixes: Record<F, FixMeta>;
  check(unit: U, report: Report<M, F>): Visitor;
}
