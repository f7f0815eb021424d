import type { LineIndex, Span } from './text.ts';
import type { Comment } from './unit.ts';

/** A comment, or one id in it, that keeps findings from being reported. */
export interface Suppression {
  /** undefined: all rules. */
  rule: string | undefined;
  /** 1-based lines on which suppressed findings start; `lastLine` is inclusive, Infinity to the end of the file. */
  firstLine: number;
  lastLine: number;
  /** The whole comment. */
  comment: Span;
  /** The comment that ends it: an `enable` of its rule, or of all. */
  endedBy: Span | undefined;
  /** The id in it, or the directive's name where no id is given: where an unused one is reported. */
  at: Span;
  /** Written in ESLint's form: never judged unused, ESLint does that. */
  foreign: boolean;
}

const directive = /^\s*async-pitfalls-(disable-next-line|disable-line|disable|enable)(?=[\s,]|$)([\s\S]*)$/;
const eslintDirective = /^\s*eslint-(disable-next-line|disable-line|disable|enable)(?=[\s,]|$)([\s\S]*)$/;

/** Reads the suppressions of a file's comments, in source order. */
export function readSuppressions(comments: readonly Comment[], lines: LineIndex): Suppression[] {
  const found: Suppression[] = [];
  for (const comment of comments) {
    const own = directive.exec(comment.text);
    const match = own ?? eslintDirective.exec(comment.text);
    if (!match) continue;
    const [, kind = '', rest = ''] = match;
    // As in ESLint a `--` ends the list of ids; what follows is the reason.
    const list = rest.split(/(?:^|\s)-{2,}(?:\s|$)/)[0] ?? '';
    const offset = comment.start + 2 + comment.text.length - rest.length;
    const ids = namesIn(list, offset).flatMap(({ name, span }) => {
      if (own) return [{ rule: name, span }];
      return name.startsWith('async-pitfalls/') ? [{ rule: name.slice('async-pitfalls/'.length), span }] : [];
    });
    if (!own && ids.length === 0) continue;
    const word = comment.text.search(/\S/) + comment.start + 2;
    const entries = ids.length > 0 ? ids : [{ rule: undefined, span: { start: word, end: offset } }];
    for (const { rule, span } of entries) {
      if (kind === 'enable') {
        close(found, rule, lines.position(comment.start).line, { start: comment.start, end: comment.end });
        continue;
      }
      const first = lines.position(comment.start).line;
      const last = lines.position(comment.end).line;
      const [firstLine, lastLine] = kind === 'disable' ? [first, Infinity] : kind === 'disable-line' ? [first, last] : [last + 1, last + 1];
      found.push({ rule, firstLine, lastLine, comment: { start: comment.start, end: comment.end }, endedBy: undefined, at: span, foreign: !own });
    }
  }
  return found;
}

/** An enable ends the open disables of the same rule; one without id ends all. */
function close(found: Suppression[], rule: string | undefined, line: number, endedBy: Span): void {
  for (const open of found) if (open.lastLine === Infinity && (rule === undefined || open.rule === rule)) Object.assign(open, { lastLine: line, endedBy });
}

function namesIn(list: string, offset: number): { name: string; span: Span }[] {
  return [...list.matchAll(/[^\s,]+/g)].map((match) => ({ name: match[0], span: { start: offset + match.index, end: offset + match.index + match[0].length } }));
}

/** Whether a suppression covers a finding of `rule` that starts on a 1-based line. */
export function covers(suppression: Suppression, rule: string, line: number): boolean {
  return (suppression.rule === undefined || suppression.rule === rule) && line >= suppression.firstLine && line <= suppression.lastLine;
}
