import ts from 'typescript';
import { applyEdits } from '../../src/analysis/edits.ts';
import type { Edit } from '../../src/analysis/finding.ts';

/** A place in a file: the number is written down when the program comes by. The offset is 0-based, with a byte order mark. */
export interface Place {
  id: number;
  start: number;
}

/**
 * The text of a file which writes the number of each place (a line each) into `log`, an absolute path, when the statement or the
 * body of the arrow function around it runs. Lines stay as they are.
 */
export function withMarks(path: string, text: string, places: readonly Place[], log: string): string {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const global = /\.[mc]?tsx?$/.test(path) ? '(globalThis as any)' : 'globalThis';
  const edits = places.flatMap(({ id, start }): Edit[] => {
    // Once each, in every context of the tests; not through `import`, which each kind of module has in its own way.
    const seen = `(${global}.asyncPitfallsMarks ??= new Set())`;
    const mark = `(${seen}.has(${id}) || (${seen}.add(${id}), ${global}.process?.getBuiltinModule?.('fs').appendFileSync(${JSON.stringify(log)}, '${id}\\n')))`;
    const place = markable(source, start);
    if (!place) return [];
    const from = place.getStart(source);
    if (ts.isStatement(place)) return [{ path, start: from, end: from, text: `;${mark}; ` }];
    return [{ path, start: from, end: from, text: `(${mark}, ` }, { path, start: place.end, end: place.end, text: ')' }];
  });
  return applyEdits(text, edits);
}

/** The innermost statement of a list around an offset, or the expression that is an arrow function's body. */
function markable(source: ts.SourceFile, offset: number): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (offset < node.getStart(source) || offset >= node.end) return;
    if (isInList(node) || (ts.isArrowFunction(node.parent) && node.parent.body === node && !ts.isBlock(node))) found = node;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return found;
}

function isInList(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isStatement(node) && (ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isModuleBlock(parent) || (ts.isCaseOrDefaultClause(parent)));
}
