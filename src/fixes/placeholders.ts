import type { EditInput } from '../analysis/rule.ts';

/**
 * An edit with what it writes after `before` marked as a placeholder: a value that is guessed, and that somebody may want to
 * change. The last such place in the text counts; without one the edit stays as it is.
 */
export function withPlaceholder(edit: EditInput, before: string, value: string | number): EditInput {
  const at = edit.text.lastIndexOf(`${before}${value}`);
  return at === -1 ? edit : { ...edit, placeholders: [...edit.placeholders ?? [], { offset: at + before.length, length: String(value).length }] };
}
