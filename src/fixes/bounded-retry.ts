import { T, type TSESTree } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';
import { canAwait } from './await-promise.ts';
import { caughtName } from './handle-error.ts';
import { freeName } from './imports.ts';
import { withPlaceholder } from './placeholders.ts';
import { indentationAt, styleOf } from './style.ts';

/** A loop that tries again in its `catch` clause. */
export interface RetryLoop {
  loop: TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement;
  handler: TSESTree.CatchClause;
  isLimited: boolean;
  isDelayed: boolean;
}

/** How often the fix lets it be tried. */
const attempts = 5;

/** How long it waits before the second attempt, in milliseconds, before that is doubled and spread. */
const firstDelay = 100;

/**
 * The edits that count the attempts of a loop, throw the last error, and wait between them: twice as long each time, with
 * jitter. Undefined where the loop has no place for a counter, or shares its lines.
 */
export function boundRetry(unit: Unit, { loop, handler, isLimited, isDelayed }: RetryLoop): EditInput[] | undefined {
  const { body } = handler;
  if (loop.type === T.DoWhileStatement || !canAwait(unit, handler) || body.loc.start.line === body.loc.end.line && body.body.length > 0) return undefined;
  const counter = isLimited ? counterOf(loop) : freeName(unit, loop.body, ['attempt', 'attempts']);
  const error = caughtName(unit, handler);
  if (counter === undefined || !error) return undefined;
  const { eol, indent, semicolons } = styleOf(unit);
  const end = semicolons ? ';' : '';
  const outer = indentationAt(unit.text, handler.parent.range[0]);
  const inner = outer + indent;
  const limit = isLimited ? [] : [`if (${counter} === ${attempts}) throw ${error.name}${end}`];
  const delay = isDelayed ? [] : [`await new Promise((resolve) => { setTimeout(resolve, ${firstDelay} * 2 ** ${counter} * (0.5 + Math.random()))${end} })${end}`];
  const guessed = (edit: EditInput): EditInput => withPlaceholder(withPlaceholder(edit, `(${counter} === `, attempts), 'setTimeout(resolve, ', firstDelay);
  const lines = (list: readonly string[]): string => list.map((line) => `${eol}${inner}${line}`).join('');
  const open = body.range[0] + 1;
  const parameter = handler.param ? [] : isLimited ? [] : [{ start: handler.range[0] + 'catch'.length, end: handler.range[0] + 'catch'.length, text: ` (${error.text})` }];
  const head = isLimited ? [] : headOf(unit, loop, counter);
  if (!head) return undefined;
  const last = body.body.at(-1);
  if (!last) {
    const isFlat = body.loc.start.line === body.loc.end.line;
    return [...head, ...parameter, guessed({ start: open, end: open, text: lines([...limit, ...delay]) + (isFlat ? eol + outer : '') })];
  }
  const before = last.type === T.ContinueStatement ? last : undefined;
  const place = before ? before.range[0] : last.range[1];
  const wait = delay.map((line) => guessed({ start: place, end: place, text: before ? `${line}${eol}${indentationAt(unit.text, before.range[0])}` : `${eol}${inner}${line}` }));
  return [...head, ...parameter, ...(limit.length > 0 ? [guessed({ start: open, end: open, text: lines(limit) })] : []), ...wait];
}

/** `while (true)` and `for (;;)` as a loop that counts; undefined where a `for` does something of its own. */
function headOf(unit: Unit, loop: TSESTree.WhileStatement | TSESTree.ForStatement, counter: string): EditInput[] | undefined {
  if (loop.type === T.ForStatement && (loop.init || loop.update || loop.test)) return undefined;
  const isConstant = !loop.test || loop.test.type === T.Literal;
  const text = `for (let ${counter} = 1; ${isConstant || !loop.test ? '' : unit.textOf(loop.test)}; ${counter} += 1) `;
  return [{ start: loop.range[0], end: loop.body.range[0], text }];
}

/** The variable that a `for` counts with. */
function counterOf(loop: TSESTree.WhileStatement | TSESTree.ForStatement): string | undefined {
  const update = loop.type === T.ForStatement ? loop.update : null;
  const counted = update?.type === T.UpdateExpression && update.operator === '++' ? update.argument : update?.type === T.AssignmentExpression && update.operator === '+=' ? update.left : undefined;
  return counted?.type === T.Identifier ? counted.name : undefined;
}
