import table from './ignorable-failures.json' with { type: 'json' };

const durable = new Set(table.durable);
const messages = new Set(table.messages);
const effects = new Set(table.effects);
const ignorable = new Set(table.ignorable);
const quiet = new Set(table.quietNames);
const reasons = new RegExp(table.reasons, 'i');

/** Whether people rely on what a function of this name does: "saveOrder", "sendInvoice"; where it is waited for, "updateOrder" too. */
export function hasEffect(name: string, isAwaited: boolean): boolean {
  const [first = '', ...others] = wordsOf(name);
  return durable.has(first) || (isAwaited && effects.has(first)) || (first === 'send' && others.some((word) => messages.has(word)));
}

/** Whether a call with this path (`this.cache.write`) may fail unheard. */
export function mayFailUnheard(path: string): boolean {
  return wordsOf(path).some((word) => ignorable.has(word));
}

/** Whether a function of this name is expected to be silent: "tryToConnect". */
export function isQuietName(name: string): boolean {
  return wordsOf(name).some((word) => quiet.has(word));
}

/** Whether a comment says why an error is ignored. */
export function givesReason(comment: string): boolean {
  return reasons.test(comment);
}

function wordsOf(name: string): string[] {
  return name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/).filter((word) => word !== '');
}
