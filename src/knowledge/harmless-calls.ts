import table from './harmless-calls.json' with { type: 'json' };

const functions = new Set(table.functions);
const families = table.functions.filter((name) => name.endsWith('.*')).map((name) => name.slice(0, -1));
const constructors = new Set(table.constructors);
const methods = new Map<string, ReadonlySet<string>>(Object.entries(table.methods).map(([owner, names]) => [owner, new Set(names)]));
const receivers = new Set(table.receivers);
const throwers = new Set(table.throwers);
const loggers = new Set(table.loggers.objects);
const logMethods = new Set(table.loggers.methods);

/** Whether a global function (by its origin's name: "Math.max", or a method as "Array#push") neither throws nor returns a promise that rejects. */
export function isHarmlessFunction(name: string): boolean {
  const [owner = '', method] = name.split('#');
  if (method !== undefined) return methods.get(owner.replace(/^Readonly/, ''))?.has(method) ?? false;
  return functions.has(name) || families.some((family) => name.startsWith(family));
}

/** Whether a function throws for what comes from outside (texts, files): `JSON.parse`, `readFileSync`. */
export function isThrower(module: string, name: string): boolean {
  return (module === 'global' && throwers.has(name)) || (module === 'fs' && name.endsWith('Sync') && name !== 'existsSync');
}

/** Whether `new` of a global class does not throw. */
export function isHarmlessConstructor(name: string): boolean {
  return constructors.has(name);
}

/** Whether `object.method()` writes to a log, by the names everyone uses: `logger.error`, `this.log.warn`. */
export function isLogging(object: string, method: string): boolean {
  return logMethods.has(method) && (loggers.has(object.toLowerCase()) || /(?:[a-z]L|_l)og(?:ger)?$/.test(object));
}

/** Whether a function or method of this name, handed a caught error, takes it over: `reject(error)`, `next(error)`. */
export function takesErrors(name: string): boolean {
  return receivers.has(name);
}
