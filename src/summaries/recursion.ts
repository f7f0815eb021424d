import type { FunctionNode } from '../analysis/nodes.ts';

/** A question under work. */
interface OpenQuestion {
  /** How far out the outermost question stands whose answer was assumed for this one; Infinity where none was. */
  restsOn: number;
  /** What was answered meanwhile, and may turn out wrong together with what it rests on. */
  readonly tentative: Tentative[];
}

interface Tentative {
  readonly fn: FunctionNode;
  readonly of: Recursion;
  answer: boolean;
  restsOn: number;
}

/** From the outermost to the innermost, of whatever file and kind: functions of two files may ask about each other. */
const open: OpenQuestion[] = [];

/** Answers about functions that may ask about themselves. What comes out does not depend on which function was asked about first. */
export class Recursion {
  private readonly assumption: boolean;
  private readonly known = new Map<FunctionNode, boolean>();
  private readonly tentative = new Map<FunctionNode, Tentative>();
  /** How far out the questions about functions under work stand. */
  private readonly depths = new Map<FunctionNode, number>();

  /** `assumption` is the answer for a function whose own answer is being worked out. */
  constructor(assumption: boolean) {
    this.assumption = assumption;
  }

  /** The answer for a function: as known, or worked out. It is kept, unless it rests on an assumption that turns out wrong. */
  ask(fn: FunctionNode, work: () => boolean): boolean {
    const answer = this.known.get(fn);
    if (answer !== undefined) return answer;
    const before = this.tentative.get(fn);
    if (before) return resting(before.restsOn, before.answer);
    const around = this.depths.get(fn);
    if (around !== undefined) return resting(around, this.assumption);
    return this.workOut(fn, work);
  }

  private workOut(fn: FunctionNode, work: () => boolean): boolean {
    const depth = open.length;
    const question: OpenQuestion = { restsOn: Infinity, tentative: [] };
    open.push(question);
    this.depths.set(fn, depth);
    let found: boolean | undefined;
    try {
      found = work();
    } finally {
      open.pop();
      this.depths.delete(fn);
      // Whoever took the assumption for granted was wrong, or nobody will know.
      if (found !== this.assumption) question.tentative.forEach(forget);
    }
    const outer = found === this.assumption && question.restsOn < depth ? open.at(-1) : undefined;
    if (!outer) {
      this.known.set(fn, found);
      if (found === this.assumption) question.tentative.forEach(keep);
      return found;
    }
    const own: Tentative = { fn, of: this, answer: found, restsOn: question.restsOn };
    this.tentative.set(fn, own);
    for (const other of question.tentative) other.restsOn = Math.min(other.restsOn, question.restsOn);
    outer.tentative.push(own, ...question.tentative);
    return resting(question.restsOn, found);
  }

  /** It has turned out right. */
  static keep({ of, fn, answer }: Tentative): void {
    of.tentative.delete(fn);
    of.known.set(fn, answer);
  }

  static forget({ of, fn }: Tentative): void {
    of.tentative.delete(fn);
  }
}

const { keep, forget } = Recursion;

/** An answer that rests on that of a question under work. */
function resting(depth: number, answer: boolean): boolean {
  const innermost = open.at(-1);
  if (innermost) innermost.restsOn = Math.min(innermost.restsOn, depth);
  return answer;
}
