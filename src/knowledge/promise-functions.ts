/** Functions of Node and the language that return a promise, for analysis without types. `*`: every export of the module. */
const everyExport = new Set(['fs/promises', 'timers/promises', 'dns/promises', 'readline/promises', 'stream/promises']);
const named: Record<string, readonly string[]> = {
  global: ['fetch', 'Promise.all', 'Promise.allSettled', 'Promise.any', 'Promise.race', 'Promise.resolve', 'Promise.reject', 'Promise.try'],
  events: ['once'],
};

/** Whether a call of `name` from `module` (see Origin) always gives a promise. */
export function returnsPromise(module: string, name: string): boolean {
  if (everyExport.has(module)) return /^[a-z]\w*$/.test(name) && name !== 'constants' && !(module === 'timers/promises' && name === 'setInterval') && !(module === 'fs/promises' && name === 'watch');
  return named[module]?.includes(name) ?? false;
}
