import type { Edit, Placeholder } from '../analysis/finding.ts';

/** What replaces `start`..`end` of a text: plain text, or a snippet in the protocol's syntax. */
export interface SnippetEdit {
  start: number;
  end: number;
  text: string;
  isSnippet: boolean;
}

/**
 * Edits of one text whose placeholders are tab stops, in the order of the text. An editor indents the further lines of a
 * snippet like the line it is put into, and those of plain edits beside it as well: so what has several lines starts where
 * its line does, and is a snippet whatever it holds. Edits on the way to that line's start become one with it.
 * Without placeholders the edits stay as they are.
 */
export function snippetEdits(text: string, edits: readonly Edit[]): SnippetEdit[] {
  const plain = ({ start, end, text: written }: Edit): SnippetEdit => ({ start, end, text: written, isSnippet: false });
  if (!edits.some(isOpen)) return edits.map(plain);
  const joined: Edit[] = [];
  for (const edit of inOrder(edits)) joined.push(edit.text.includes('\n') ? fromLineStart(text, joined, edit) : edit);
  let stop = 0;
  const last = joined.filter(isOpen).at(-1);
  return joined.map((edit) => {
    if (!isOpen(edit) && !edit.text.includes('\n')) return plain(edit);
    const numbered = (edit.placeholders ?? []).map((place) => ({ ...place, number: (stop += 1) }));
    return { ...plain(edit), text: written(edit.text, numbered, edit === last), isSnippet: true };
  });
}

function isOpen({ placeholders }: Edit): boolean {
  return placeholders !== undefined && placeholders.length > 0;
}

/** As `applyEdits` takes them: insertions at one place keep their order. */
function inOrder(edits: readonly Edit[]): Edit[] {
  return edits.map((edit, index) => ({ edit, index })).sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.index - b.index).map(({ edit }) => edit);
}

/** The edit, begun where its line does. Edits on the way there are taken out of `before` and become a part of it. */
function fromLineStart(text: string, before: Edit[], edit: Edit): Edit {
  for (let joined = edit; ;) {
    const start = text.lastIndexOf('\n', joined.start - 1) + 1;
    const last = before.at(-1);
    if (!last || last.end < start || (last.end === start && last.start < start)) return { ...prefixed(text.slice(start, joined.start), joined), start };
    before.pop();
    joined = join(text, last, joined);
  }
}

function join(text: string, left: Edit, right: Edit): Edit {
  const tail = prefixed(left.text + text.slice(left.end, right.start), right);
  return { ...tail, start: left.start, placeholders: [...left.placeholders ?? [], ...tail.placeholders ?? []] };
}

function prefixed(prefix: string, edit: Edit): Edit {
  const placeholders = (edit.placeholders ?? []).map(({ offset, length }): Placeholder => ({ offset: offset + prefix.length, length }));
  return { ...edit, text: prefix + edit.text, placeholders };
}

/** A text in the snippet syntax. The caret ends after the last placeholder, not at the end of all edits. */
function written(text: string, placeholders: readonly (Placeholder & { number: number })[], isLast: boolean): string {
  let result = '';
  let at = 0;
  for (const { offset, length, number } of placeholders) {
    result += `${escaped(text.slice(at, offset))}\${${number}:${escaped(text.slice(offset, offset + length))}}`;
    at = offset + length;
    if (isLast && number === placeholders.at(-1)?.number) result += '$0';
  }
  return result + escaped(text.slice(at));
}

/** What means something in a snippet is written as itself. */
function escaped(text: string): string {
  return text.replace(/[$}\\]/g, '\\$&');
}
