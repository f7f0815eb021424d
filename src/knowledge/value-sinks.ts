import table from './value-sinks.json' with { type: 'json' };

const functions = new Set(table.functions);
const families = table.functions.filter((name) => name.endsWith('.*')).map((name) => name.slice(0, -1));
const constructors = new Set(table.constructors);
const receivers = new Set(table.receivers);
const methods = new Set(table.methods);
const lastNames = new Set([...table.functions, ...table.methods, ...table.constructors].map((name) => name.split('.').at(-1)));

/** Whether a global function (by its origin's name: "JSON.stringify") looks at its arguments at once. */
export function isValueSink(name: string): boolean {
  return functions.has(name) || families.some((family) => name.startsWith(family));
}

/** Whether a global class looks at once at what it is made from. */
export function isValueSinkClass(name: string): boolean {
  return constructors.has(name);
}

/** Whether `object.method()` answers a request with its arguments, by the names everyone uses: `res.json`. */
export function isResponseSink(object: string, method: string): boolean {
  return receivers.has(object) && methods.has(method);
}

/** Whether a function or method called so may be any of these. */
export function mayBeValueSink(name: string): boolean {
  return lastNames.has(name) || name in Math;
}
