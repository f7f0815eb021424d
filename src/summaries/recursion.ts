import type { Node } from '../analysis/nodes.ts';

/** A question under work. */
interface OpenQuestion {
  /** How far out the outermost question stands whose answer was assumed for this one; Infinity where none was, `cut` where it was broken off. */
  restsOn: number;
  /** What was answered meanwhile, and may turn out wrong together with what it rests on. */
  readonly tentative: Tentative[];
  /** Circles that answers on the way are part of. */
  readonly circles: Set<Member>;
}

/** A function of a circle. */
interface Member {
  /** Whether the question about it is under work again. */
  isOpen(): boolean;
}

interface Tentative extends Member {
  /** Takes the answer for right. */
  keep(): void;
  forget(): void;
  restsOn: number;
}

/** An answer, and all whose answers on the way to it would be others if one of them were asked about first. */
interface Known<Answer> {
  answer: Answer;
  circle: readonly Member[];
}

/** From the outermost to the innermost, of whatever file and kind: functions of two files may ask about each other. */
const open: OpenQuestion[] = [];

/** Further out than every question. */
const cut = -1;

/**
 * Answers about functions (or other nodes) that may ask about themselves. What comes out does not depend on which was asked about first.
 * Answers other than booleans must be such that what a function adds by way of itself is in them already.
 */
export class Recursion<Answer = boolean> {
  private readonly assumption: Answer;
  /** Whether an answer stays the same, whatever comes out of the questions that it rests on. */
  private readonly isCertain: (answer: Answer) => boolean;
  private readonly known = new Map<Node, Known<Answer>>();
  private readonly tentative = new Map<Node, { answer: Answer; restsOn: number }>();
  /** How far out the questions under work stand. */
  private readonly depths = new Map<Node, number>();

  /** `assumption` is the answer for a function whose own answer is being worked out. Of two possible answers the other one is certain. */
  constructor(assumption: Answer, isCertain: (answer: Answer) => boolean = (answer) => typeof answer === 'boolean' && answer !== assumption) {
    this.assumption = assumption;
    this.isCertain = isCertain;
  }

  /** The answer for a function: as known, or worked out. It is kept, unless it rests on an assumption that turns out wrong. */
  ask(fn: Node, work: () => Answer): Answer {
    const known = this.known.get(fn);
    // While one of its circle is under work, this one is a part of that.
    if (known && !known.circle.some((other) => other.isOpen())) {
      for (const member of known.circle) open.at(-1)?.circles.add(member);
      return known.answer;
    }
    const before = this.tentative.get(fn);
    if (before) return resting(before.restsOn, before.answer);
    const around = this.depths.get(fn);
    if (around !== undefined) return resting(around, this.assumption);
    return this.workOut(fn, work);
  }

  private workOut(fn: Node, work: () => Answer): Answer {
    const depth = open.length;
    const question: OpenQuestion = { restsOn: Infinity, tentative: [], circles: new Set() };
    open.push(question);
    this.depths.set(fn, depth);
    let found: Answer;
    try {
      found = work();
    } catch (error) {
      // Nobody will know.
      question.tentative.forEach((other) => { other.forget(); });
      throw error;
    } finally {
      open.pop();
      this.depths.delete(fn);
    }
    for (const member of question.circles) open.at(-1)?.circles.add(member);
    const isCertain = this.isCertain(found);
    const outer = !isCertain && question.restsOn < depth ? open.at(-1) : undefined;
    if (outer) {
      for (const other of question.tentative) other.restsOn = Math.min(other.restsOn, question.restsOn);
      outer.tentative.push(this.tentatively(fn, found, question.restsOn), ...question.tentative);
      return resting(question.restsOn, found);
    }
    const isRight = found === this.assumption && question.restsOn !== cut;
    // Whoever took the assumption for granted was right, or was wrong.
    for (const other of question.tentative) if (isRight) other.keep(); else other.forget();
    if (isCertain || question.restsOn !== cut) this.known.set(fn, { answer: found, circle: isCertain || isRight ? [] : this.circleOf(fn, question) });
    if (!isCertain && !isRight) for (const member of question.tentative) open.at(-1)?.circles.add(member);
    return found;
  }

  private circleOf(fn: Node, { tentative, circles }: OpenQuestion): Member[] {
    const others = [...tentative, ...circles];
    return others.length === 0 ? others : [{ isOpen: () => this.depths.has(fn) }, ...others];
  }

  private tentatively(fn: Node, answer: Answer, restsOn: number): Tentative {
    const own = {
      answer,
      restsOn,
      keep: () => {
        this.tentative.delete(fn);
        this.known.set(fn, { answer, circle: [] });
      },
      forget: () => { this.tentative.delete(fn); },
      isOpen: () => this.depths.has(fn),
    };
    this.tentative.set(fn, own);
    return own;
  }
}

/** Says that the question under work was broken off, as it leads too far: whoever begins nearer may learn more, so no answer that rests on this is kept. */
export function breakOff(): undefined {
  return resting(cut, undefined);
}

/** An answer that rests on that of a question under work. */
function resting<Answer>(depth: number, answer: Answer): Answer {
  const innermost = open.at(-1);
  if (innermost) innermost.restsOn = Math.min(innermost.restsOn, depth);
  return answer;
}
