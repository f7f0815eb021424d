import type { Hunk } from './changed-lines.ts';

/**
 * The hunks of a unified diff without context, by the new path of each file (as git writes it: relative to the top, with
 * `/`). A file that was only renamed has none.
 */
export function readHunks(diff: string): Map<string, Hunk[]> {
  const files = new Map<string, Hunk[]>();
  let current: Hunk[] = [];
  // Lines of a hunk are passed over by their number: they may look like anything.
  let body = 0;
  for (const line of lines(diff)) {
    if (body > 0) {
      if (!line.startsWith('\\')) body -= 1;
      continue;
    }
    const path = /^(?:\+\+\+|rename to) (.*?)\t?$/s.exec(line)?.[1];
    if (path !== undefined) {
      const name = line.startsWith('+') ? unquoted(path).replace(/^b\//, '') : unquoted(path);
      current = files.get(name) ?? [];
      files.set(name, current);
      continue;
    }
    const header = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (!header) continue;
    const [, removed = '1', start = '0', added = '1'] = header;
    current.push({ start: Number(start), count: Number(added) });
    body = Number(removed) + Number(added);
  }
  return files;
}

/** One after the other: a diff may be long. Only \n ends a line of it. */
function* lines(text: string): Generator<string> {
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    end = text.indexOf('\n', start);
    if (end === -1) end = text.length;
    yield text.slice(start, end);
  }
}

const escapes: Readonly<Record<string, string>> = { a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' };

/** A name as git writes it: with control characters, quotes or backslashes it is quoted as in C. */
function unquoted(name: string): string {
  if (!/^".*"$/s.test(name)) return name;
  return name.slice(1, -1).replace(/((?:\\[0-7]{3})+)|\\(.)/gs, (_, octal: string | undefined, letter: string) =>
    (octal === undefined ? escapes[letter] ?? letter : Buffer.from(octal.slice(1).split('\\').map((digits) => Number.parseInt(digits, 8))).toString('utf8')));
}
