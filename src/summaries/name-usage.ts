import { calledMethod, propertyName, T, unwrap, type Node } from '../analysis/nodes.ts';

/** How often calls by one name stand alone as a line, and how often somebody takes what they give. */
export interface NameUsage {
  left: number;
  taken: number;
}

/** Counts in texts: `save(…)` at the beginning of a line, `await save(…)`, `return store.save(…)`, `= save(…)`, `(save(…)`. */
export function nameUsage(name: string, texts: Iterable<string>): NameUsage {
  const usage = { left: 0, taken: 0 };
  const call = new RegExp(`(^|[^\\w$.])((?:[\\w$]+(?:\\?\\.|!\\.|\\.))*)${name.replaceAll('$', '\\$')}\\(`, 'gm');
  for (const text of texts) {
    for (const { index, 1: before = '' } of text.matchAll(call)) {
      const line = text.slice(text.lastIndexOf('\n', index + before.length - 1) + 1, index + before.length).trim();
      if (/^(?:void|else)?$/.test(line) || line.endsWith('{') || line.endsWith(';')) usage.left += 1;
      else if (!/\b(?:function|async|get|set|static|private|public|protected|\*)\s*$/.test(line)) usage.taken += 1;
    }
  }
  return usage;
}

/** Whether a text asks for a member of a name: `this.busy`, `state.busy)`, `{ busy }`; not where it is assigned or declared. */
export function isMemberRead(name: string, text: string): boolean {
  const word = name.replaceAll('$', '\\$');
  return new RegExp(`\\.#?${word}\\b(?!\\s*=[^=])|[{,]\\s*${word}\\s*[,}]`).test(text);
}

/** Whether most calls by a name are left alone. A few say nothing. */
export function isMostlyLeft(call: Node, usageOf: ((name: string) => NameUsage | undefined) | undefined): boolean {
  const at = unwrap(call);
  const callee = at.type === T.CallExpression ? unwrap(at.callee) : undefined;
  const name = callee?.type === T.Identifier ? callee.name : callee?.type === T.MemberExpression ? propertyName(callee) : calledMethod(at);
  const usage = name !== undefined && name.length > 3 ? usageOf?.(name) : undefined;
  return usage !== undefined && usage.left >= 4 && usage.left > 2 * usage.taken;
}
