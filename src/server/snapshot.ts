import type ts from 'typescript';

/** A text as TypeScript's language service takes it; it tells what changed, so that only that is parsed anew. */
export class TextSnapshot implements ts.IScriptSnapshot {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  getText(start: number, end: number): string {
    return this.text.slice(start, end);
  }

  getLength(): number {
    return this.text.length;
  }

  getChangeRange(old: ts.IScriptSnapshot): ts.TextChangeRange | undefined {
    if (!(old instanceof TextSnapshot)) return undefined;
    const { start, oldEnd, newEnd } = changeBetween(old.text, this.text);
    return { span: { start, length: oldEnd - start }, newLength: newEnd - start };
  }
}

/** The one stretch in which two texts differ: it ends at `oldEnd` in the old text and at `newEnd` in the new one. */
export function changeBetween(old: string, now: string): { start: number; oldEnd: number; newEnd: number } {
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old.charCodeAt(start) === now.charCodeAt(start)) start += 1;
  let same = 0;
  while (same < shorter - start && old.charCodeAt(old.length - 1 - same) === now.charCodeAt(now.length - 1 - same)) same += 1;
  return { start, oldEnd: old.length - same, newEnd: now.length - same };
}
