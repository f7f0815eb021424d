import { T, type Node } from '../analysis/nodes.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Unit } from '../analysis/unit.ts';

/**
 * The edits that turn `const unread = f();` into the statement `f();`, together with `edits` of the initialiser.
 * Undefined where the declaration holds more than that, is no statement of its own, or a comment would go.
 */
export function dropVariable(unit: Unit, init: Node, edits: readonly EditInput[] | undefined): EditInput[] | undefined {
  const declarator = init.parent;
  if (!edits || declarator?.type !== T.VariableDeclarator || declarator.init !== init || declarator.id.type !== T.Identifier) return undefined;
  const declaration = declarator.parent;
  const block = declaration.parent;
  if (declaration.declarations.length !== 1 || (block.type !== T.BlockStatement && block.type !== T.Program && block.type !== T.SwitchCase)) return undefined;
  const variable = unit.scopes.variableOf(declarator.id);
  if (!variable || variable.references.some((reference) => !reference.init)) return undefined;
  const [start, end] = [declaration.range[0], init.range[0]];
  if (unit.comments.some((comment) => comment.start >= start && comment.end <= end)) return undefined;
  const [first] = edits;
  const begins = first?.start === end ? first.text + unit.text.slice(end) : unit.text.slice(end);
  // A statement that begins like this may go on the line before it, and these two mean something else.
  if (!/^[\w$]/.test(begins) || /^(?:function|class|let)\b/.test(begins)) return undefined;
  if (unit.text.slice(declarator.id.range[1], end).includes('(')) return undefined;
  return [{ start, end, text: '' }, ...edits];
}
