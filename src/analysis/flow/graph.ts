import { T, type FunctionNode, type Node, type TSESTree } from '../nodes.ts';

/** What a graph is made of: a function, or a module's top level. */
export type FlowRoot = FunctionNode | TSESTree.Program;

/**
 * Why control goes from one point to the next. `throw`: the point threw; `abandon`: the consumer of a generator never came
 * back to the `yield`. The others are outcomes of the edge's `test`; `unmatched`: no case of a switch without default.
 */
export type FlowEdgeKind = 'next' | 'throw' | 'abandon' | 'truthy' | 'falsy' | 'nullish' | 'present' | 'matched' | 'unmatched';

export interface FlowEdge {
  readonly from: FlowPoint;
  readonly to: FlowPoint;
  readonly kind: FlowEdgeKind;
  /** The condition that decided: what is left after `!`, `&&` and `||` are taken apart. Of a switch: the case's test. */
  readonly test: Node | undefined;
}

/**
 * A moment of execution: its node has just been evaluated (a call: has been called), its children before it.
 * `dispose`: the end of a `using` declaration's scope. `join` has no node.
 * A node has several points where its code runs in several ways: a finally block once for each way into it.
 */
export interface FlowPoint {
  readonly id: number;
  readonly kind: 'entry' | 'exit' | 'throw-exit' | 'node' | 'dispose' | 'join';
  readonly node: Node | undefined;
  readonly next: FlowEdge[];
  readonly previous: FlowEdge[];
}

/** The ways through one function (its nested functions are single points: they are only made here). */
export interface Flow {
  readonly root: FlowRoot;
  readonly entry: FlowPoint;
  /** Where every `return`, and the end of the body, leads. */
  readonly exit: FlowPoint;
  /** Where an error leads that nothing here catches. */
  readonly throwExit: FlowPoint;
  readonly points: readonly FlowPoint[];
  /** The points at which a node has been evaluated; none: it is never reached, or belongs to another function. */
  pointsOf(node: Node): readonly FlowPoint[];
}

/** Whether others can run at this point: `await`, `yield`, a round of `for await`, the end of an `await using` scope. */
export function isSuspension({ kind, node }: FlowPoint): boolean {
  if (kind === 'dispose') return node?.type === T.VariableDeclaration && node.kind === 'await using';
  return node?.type === T.AwaitExpression || node?.type === T.YieldExpression || (node?.type === T.ForOfStatement && node.await);
}
