import table from './promise-takers.json' with { type: 'json' };

const takers = new Map<string, ReadonlySet<string>>(table.functions.map(({ module, names }) => [module, new Set(names)]));
const waiting = new Set([...table.waiting, ...table.removing]);

/** Whether a function takes the promise of its callback, by where it comes from. */
export function takesPromises(origins: readonly { module: string; name: string }[]): boolean {
  return origins.some(({ module, name }) => {
    const names = takers.get(module);
    return names !== undefined && (names.has('*') || names.has(name));
  });
}

/** Whether a function or method called so waits for its callback, or only lets go of it, on whatever it is called. */
export function waitsForCallbacks(name: string): boolean {
  return waiting.has(name);
}

/** Whether a text says that its emitters, or its server, take promises. */
export function switchesPromisesOn(text: string): boolean {
  return table.switches.some((word) => text.includes(word));
}

/** Whether the server or router that a package makes ignores the promises of its handlers, in the version that a project depends on. */
export function ignoresHandlers(module: string, dependencies: ReadonlySet<string>): boolean {
  return table.ignoringServers.some((server) => server.module === module && server.versions.some((version) => dependencies.has(version)));
}
