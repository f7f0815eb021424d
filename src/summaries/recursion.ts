import type { FunctionNode } from '../analysis/nodes.ts';

/** Answers about functions that may ask about themselves. */
export class Recursion {
  private readonly assumption: boolean;
  private readonly known = new Map<FunctionNode, boolean>();
  private readonly open = new Set<FunctionNode>();
  /** Functions under work whose answer was assumed meanwhile. */
  private readonly assumed = new Set<FunctionNode>();

  /** `assumption` is the answer for a function whose own answer is being worked out. */
  constructor(assumption: boolean) {
    this.assumption = assumption;
  }

  /** The answer for a function: as known, or worked out. It is kept, unless it rests on an assumption that may turn out wrong. */
  ask(fn: FunctionNode, work: () => boolean): boolean {
    const answer = this.known.get(fn);
    if (answer !== undefined) return answer;
    if (this.open.has(fn)) {
      this.assumed.add(fn);
      return this.assumption;
    }
    this.open.add(fn);
    const found = work();
    this.open.delete(fn);
    this.assumed.delete(fn);
    if (found !== this.assumption || this.assumed.size === 0) this.known.set(fn, found);
    return found;
  }
}
