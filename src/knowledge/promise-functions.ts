import table from './promise-functions.json' with { type: 'json' };

const functions = new Map(table.functions.map(({ module, names }) => [module, new Set(names)]));

/** Whether a call of `name` from `module` (see Origin) always gives a promise: what is known of Node, the language and packages without types. "promisify()" asks for what a call of `promisify` gives. */
export function returnsPromise(module: string, name: string): boolean {
  return functions.get(module)?.has(name) ?? false;
}
