import { T, type Node } from '../analysis/nodes.ts';
import type { Unit } from '../analysis/unit.ts';
import { styleOf } from './style.ts';

/** The name under which the file has the semaphore, or shall get it. Undefined where no name is free. */
export function semaphoreName(unit: Unit, at: Node): { local: string; exists: boolean } | undefined {
  for (const local of ['createLimiter', 'createTaskLimiter']) {
    const there = unit.ast.body.find((statement) => statement.type === T.FunctionDeclaration && statement.id?.name === local);
    if (there && squeeze(unit.textOf(there)) === squeeze(code(unit, local).join(' '))) return { local, exists: true };
    if (!unit.scopes.isNameTaken(local, at) && !unit.scopes.isNameTaken(local, unit.ast)) return { local, exists: false };
  }
  return undefined;
}

function squeeze(text: string): string {
  return text.replace(/[\s;]+/g, '');
}

/**
 * The text of the semaphore: `createLimiter(10)` gives a function that calls the functions it is given,
 * at most ten at a time, in the order they came, and gives back what they give.
 */
export function semaphoreText(unit: Unit, local: string): string {
  const { eol } = styleOf(unit);
  return ['/** Runs the functions it is given, at most `limit` of them at the same time; the others wait for their turn. */', ...code(unit, local)].join(eol);
}

function code(unit: Unit, local: string): string[] {
  const { indent, semicolons } = styleOf(unit);
  const typed = unit.isTypeScript;
  const lines = [
    `function ${local}(limit${typed ? ': number' : ''}) {`,
    '>let running = 0;',
    `>const waiting${typed ? ': (() => void)[]' : ''} = [];`,
    `>return async function run${typed ? '<T>(task: () => T | PromiseLike<T>): Promise<T>' : '(task)'} {`,
    // A slot that becomes free goes to the next in line, and is never free in between.
    `>>if (running >= limit) await new Promise${typed ? '<void>' : ''}((resolve) => { waiting.push(resolve); });`,
    '>>else running += 1;',
    '>>try {',
    '>>>return await task();',
    '>>} finally {',
    '>>>const next = waiting.shift();',
    '>>>if (next) next();',
    '>>>else running -= 1;',
    '>>}',
    '>};',
    '}',
  ];
  return lines.map((line) => {
    const depth = /^>*/.exec(line)?.[0].length ?? 0;
    const text = indent.repeat(depth) + line.slice(depth);
    if (semicolons) return text;
    return text.replace(/;( \})?(\);)?$/, (_whole, brace: string | undefined, close: string | undefined) => (brace ?? '') + (close ? ')' : ''));
  });
}
