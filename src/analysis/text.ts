/** A position as people count: lines and columns from 1, columns in UTF-16 units. */
export interface Position {
  line: number;
  column: number;
}

/** Two positions; `end` is exclusive. */
export interface Range {
  start: Position;
  end: Position;
}

/** 0-based UTF-16 offsets into a text without its byte order mark; `end` is exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** Turns offsets of one text into lines and columns. Built once per text; a look-up is a binary search. */
export class LineIndex {
  private readonly starts: number[] = [0];
  private readonly length: number;

  constructor(text: string) {
    this.length = text.length;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      // \r\n counts once; a lone \r ends a line as well, as it does for TypeScript and VS Code.
      if (unit === 13 && text.charCodeAt(at + 1) === 10) continue;
      if (unit === 10 || unit === 13) this.starts.push(at + 1);
    }
  }

  /** The 1-based position of a 0-based offset; an offset outside the text is moved to its nearest end. */
  position(offset: number): Position {
    const at = Math.min(Math.max(offset, 0), this.length);
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (this.starts[low] ?? 0) + 1 };
  }

  /** The 1-based range of a span of 0-based offsets. */
  range(span: Span): Range {
    return { start: this.position(span.start), end: this.position(span.end) };
  }

  /** The 0-based offset at which a 1-based line starts. A line past the end gives the text's length. */
  lineStart(line: number): number {
    return this.starts[line - 1] ?? this.length;
  }

  /** How many lines the text has; an empty text has one. */
  get lineCount(): number {
    return this.starts.length;
  }
}

/** A text without the byte order mark that editors and TypeScript do not count as part of it. */
export function withoutByteOrderMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
