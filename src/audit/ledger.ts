import type { Asking, Question } from '../analysis/asking.ts';

/** Writes down, file by file, where it leads and what it has to do with of the whole program. Whatever is worked out once counts for the file that it is about, not for the one that asked first. */
export class Ledger implements Asking {
  /** Where files lead, by path. */
  readonly leads = new Map<string, Set<string>>();
  /** Questions by the file that has to do with them; each as `keyOf` has it. */
  readonly asked = new Map<string, Set<string>>();

  ask(file: string, question: Question, about: string): void {
    put(this.asked, file, keyOf(question, about));
  }

  lead(from: string, to: string): void {
    put(this.leads, from, to);
  }
}

/** A question as one text. */
export function keyOf(question: Question, about: string): string {
  return `${question} ${about}`;
}

/** A question out of its text. */
export function questionIn(key: string): { question: Question; about: string } {
  const end = key.indexOf(' ');
  return { question: key.slice(0, end) as Question, about: key.slice(end + 1) };
}

function put(lists: Map<string, Set<string>>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.add(value);
  else lists.set(key, new Set([value]));
}
