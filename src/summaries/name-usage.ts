import { calledMethod, propertyName, T, unwrap, type Node } from '../analysis/nodes.ts';
import { wordsOf } from '../knowledge/words.ts';

/** How often calls by one name stand alone as a line, and how often somebody takes what they give. */
export interface NameUsage {
  left: number;
  taken: number;
  /** Those of the taken ones that are awaited or returned. */
  awaited: number;
}

/** Counts in texts: `save(…)` at the beginning of a line, `await save(…)`, `return store.save(…)`, `= save(…)`, `(save(…)`. */
export function nameUsage(name: string, texts: Iterable<string>): NameUsage {
  const usage = { left: 0, taken: 0, awaited: 0 };
  const call = new RegExp(`(^|[^\\w$.])((?:[\\w$]+(?:\\?\\.|!\\.|\\.))*)${name.replaceAll('$', '\\$')}\\(`, 'gm');
  for (const text of texts) {
    for (const { index, 0: whole, 1: before = '' } of text.matchAll(call)) {
      if (isDeclaration(text, index + whole.length)) continue;
      const line = text.slice(text.lastIndexOf('\n', index + before.length - 1) + 1, index + before.length).trim();
      if (/^(?:void|else)?$/.test(line) || line.endsWith('{') || line.endsWith(';')) usage.left += 1;
      else if (!/\b(?:function|async|get|set|static|private|public|protected|\*)\s*$/.test(line)) {
        usage.taken += 1;
        if (/(?:^|[^\w$])(?:await|return)$/.test(line)) usage.awaited += 1;
      }
    }
  }
  return usage;
}

/** `save(note: Note): Promise<void>`, `save(note) {`: what follows the parentheses says so. `from` is behind the opening one. */
function isDeclaration(text: string, from: number): boolean {
  let depth = 1;
  for (let at = from; at < text.length && at < from + 1000; at += 1) {
    const character = text[at];
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    if (depth === 0) return /^\s*[:{]/.test(text.slice(at + 1, at + 20)) && !/[?]/.test(text.slice(text.lastIndexOf('\n', from) + 1, from));
  }
  return false;
}

/** Whether a text asks for a member of a name: `this.busy`, `state.busy)`, `{ busy }`; not where it is assigned or declared. */
export function isMemberRead(name: string, text: string): boolean {
  const word = name.replaceAll('$', '\\$');
  return new RegExp(`\\.#?${word}\\b(?!\\s*=[^=])|[{,]\\s*${word}\\s*[,}]`).test(text);
}

/** Whether most calls by a name are left alone. A few say nothing. */
export function isMostlyLeft(call: Node, usageOf: UsageOf | undefined): boolean {
  const usage = usageOfCall(call, usageOf);
  return usage !== undefined && isMostlyLeftBy(usage);
}

/** The same by counts. */
export function isMostlyLeftBy({ left, taken }: NameUsage): boolean {
  return left >= 4 && left > 2 * taken;
}

/** Whether the other calls by a name are awaited. A name of one word may be of several functions. */
export function isMostlyAwaited(call: Node, usageOf: UsageOf | undefined): boolean {
  const usage = wordsOf(nameOf(call) ?? '').length > 1 ? usageOfCall(call, usageOf) : undefined;
  return usage !== undefined && isMostlyAwaitedBy(usage);
}

/** The same by counts. */
export function isMostlyAwaitedBy({ left, awaited }: NameUsage): boolean {
  return awaited >= 2 && awaited >= 2 * left;
}

type UsageOf = (name: string) => NameUsage | undefined;

function usageOfCall(call: Node, usageOf: UsageOf | undefined): NameUsage | undefined {
  const name = nameOf(call);
  return name !== undefined && name.length > 3 ? usageOf?.(name) : undefined;
}

function nameOf(call: Node): string | undefined {
  const at = unwrap(call);
  const callee = at.type === T.CallExpression ? unwrap(at.callee) : undefined;
  return callee?.type === T.Identifier ? callee.name : callee?.type === T.MemberExpression ? propertyName(callee) : calledMethod(at);
}
