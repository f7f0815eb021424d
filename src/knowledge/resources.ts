import table from './resources.json' with { type: 'json' };

/** A pair of calls: what is acquired must be released. Names as origins have them, or bare method names. */
export interface ResourceEntry {
  acquire: string;
  release: string;
  module?: string;
}

/**
 * How a resource is released: a method of the resource; a method of what it came from (with the resource as argument, or
 * without); a function that takes it; or the resource is itself the releasing function.
 */
export interface Release {
  kind: 'method' | 'owner' | 'function' | 'call';
  /** The method or function; empty for `call`. */
  name: string;
  /** Of a function. Undefined in a user's entry: a function of that name from anywhere. */
  module: string | undefined;
  isAsync: boolean;
}

/** Something that is acquired and must be released. See resources.schema.json for what the members mean. */
export interface Resource {
  releases: readonly Release[];
  isAsync: boolean;
  element: number | undefined;
  perUse: boolean;
  outlives: boolean;
  small: boolean;
  iterated: boolean;
  takenOverBy: readonly string[];
  inFinally: boolean;
  /** Methods of the resource before which it holds nothing yet; empty: it does from the start. */
  heldFrom: readonly string[];
  effect: string;
}

/** A pair of methods that lock and unlock one object. */
export interface Lock {
  releases: readonly string[];
  perUse: boolean;
  inFinally: boolean;
  effect: string;
}

/** What is acquired and must be released, with look-ups. */
export interface Resources {
  /** By where the callee (of `new`: the class, as "Worker#") comes from, or by its name where a user named it. */
  find(origins: readonly { module: string; name: string }[], calledName: string | undefined): Resource | undefined;
  /** Whether some entry is acquired by a function of this name, wherever that comes from. */
  mayAcquire(calledName: string): boolean;
  /** By the bare name of a callee of which nothing is known. The function has to release what it got, for this to count. */
  named(calledName: string): Resource | undefined;
  /** An object of the project's own, released by one of the usual methods. */
  readonly ofProject: Resource;
  /** A function that an acquiring call gave, and that is called to release. */
  readonly lockFunction: Resource;
  /** The methods that undo a locking method. */
  lock(calledName: string): Lock | undefined;
  /** The methods that remove what a listening method has added. */
  listener(calledName: string): readonly string[] | undefined;
  /** Whether a function of this name makes something new, rather than looking it up. */
  isAcquiring(name: string): boolean;
  /** Whether a method of this name releases its object, of whatever kind it is. */
  isReleasing(name: string): boolean;
  /** Whether a method of this name releases its object, or would if it were a transaction. */
  mayRelease(name: string): boolean;
  /** Whether a method of this name, called without arguments, only reads what its object knows. */
  isReading(name: string): boolean;
  /** Whether a method or function of this name only makes ready what was acquired a moment ago. */
  isSetUp(name: string): boolean;
  /** Whether a built-in function or method does nothing that fails in practice. */
  isPure(origin: { module: string; name: string }): boolean;
  /** Whether a function of this name ends the program, or a part of it: what stays behind goes with it. */
  isShutdown(name: string): boolean;
  /** Whether a file that has these names can have anything of all this. */
  mayOccur(has: (name: string) => boolean): boolean;
  /** Whether code that uses names so can acquire something that it must release. */
  mayBeUsed(used: { called: ReadonlySet<string>; mentioned: ReadonlySet<string> }): boolean;
}

type TableEntry = (typeof table.resources)[number] & { async?: boolean; element?: number; perUse?: boolean; byName?: boolean; outlives?: boolean; small?: boolean; iterated?: boolean; takenOverBy?: string[]; inFinally?: boolean; heldFrom?: string[] };
type TableLock = (typeof table.locks)[number] & { perUse?: boolean; inFinally?: boolean };
type TableRelease = { method?: string; owner?: string; function?: string; module?: string; call?: boolean; async?: boolean };

const byOrigin = new Map<string, Resource>();
const byName = new Map<string, Resource>();
const everyRelease = new Set(table.releaseMethods);
/** What ends a transaction releases nothing else that has a method of that name. */
const endings = new Set<string>();
for (const entry of table.resources as TableEntry[]) {
  const resource: Resource = {
    releases: (entry.releases as TableRelease[]).map(toRelease),
    isAsync: entry.async ?? false,
    element: entry.element,
    perUse: entry.perUse ?? false,
    outlives: entry.outlives ?? false,
    small: entry.small ?? false,
    iterated: entry.iterated ?? false,
    takenOverBy: entry.takenOverBy ?? [],
    inFinally: entry.inFinally ?? true,
    heldFrom: entry.heldFrom ?? [],
    effect: entry.effect,
  };
  byOrigin.set(`${entry.module}:${entry.acquire}`, resource);
  // Without knowing the callee it is a guess, if a good one: an await has to stand between for it to count.
  if (entry.byName) byName.set(lastName(entry.acquire), { ...resource, perUse: false });
  for (const release of resource.releases) {
    if (release.kind === 'method') (resource.inFinally ? everyRelease : endings).add(release.name);
  }
}

const acquiring = new Set(table.resources.map((entry) => lastName(entry.acquire)));

/** Every name by which something is released. */
const releasing = new Set([
  ...everyRelease,
  ...[...byOrigin.values()].flatMap((resource) => resource.releases.map((release) => lastName(release.name)).filter((name) => name !== '')),
  ...table.locks.flatMap((lock) => lock.releases),
  ...table.listeners.flatMap((listener) => listener.remove),
]);

const readers = new Set(table.readers);
const setUps = new Set(table.setUps);
const shutdowns = new RegExp(`^(?:${table.shutdowns.join('|')})(?![a-z])`, 'i');

const ofProject = madeUp(table.releaseMethods.map((name) => ({ kind: 'method' as const, name, module: undefined, isAsync: false })), 'what it set up stays, for nothing calls `{release}`');
const lockFunction = madeUp([{ kind: 'call', name: '', module: undefined, isAsync: false }], 'everyone else waits for the lock forever');

/** The built-in pairs with a user's own. A user's pair counts as meant for one piece of work. */
export function resources(additions: readonly ResourceEntry[]): Resources {
  const own = new Map(additions.map((entry) => [lastName(entry.acquire), { entry, resource: fromUser(entry) }]));
  const ownReleases = new Set(additions.map((entry) => lastName(entry.release)));
  // What a package exports as its default goes by any name; its releases tell.
  const acquired = [...acquiring, ...own.keys()].filter((name) => name !== 'default');
  const released = [...releasing, ...ownReleases];
  const names = [...new Set([...acquired, ...released])];
  return {
    find(origins, calledName) {
      for (const { module, name } of origins) {
        const found = byOrigin.get(`${module}:${name}`);
        if (found) return found;
      }
      const users = calledName === undefined ? undefined : own.get(calledName);
      if (!users) return undefined;
      const { module } = users.entry;
      return module === undefined || origins.some((origin) => origin.module === module) ? users.resource : undefined;
    },
    mayAcquire: (calledName) => acquiring.has(calledName) || own.has(calledName),
    named: (calledName) => byName.get(calledName),
    ofProject,
    lockFunction,
    lock: (calledName) => {
      const found = (table.locks as TableLock[]).find((lock) => lock.acquire.includes(calledName));
      return found && { releases: found.releases, perUse: found.perUse ?? false, inFinally: found.inFinally ?? true, effect: found.effect };
    },
    listener: (calledName) => table.listeners.find((listener) => listener.add === calledName)?.remove,
    isAcquiring: (name) => table.acquiringNames.some((prefix) => name.startsWith(prefix) && !/^[a-z]/.test(name.slice(prefix.length))),
    isReleasing: (name) => everyRelease.has(name) || ownReleases.has(name),
    mayRelease: (name) => everyRelease.has(name) || ownReleases.has(name) || endings.has(name),
    isSetUp: (name) => setUps.has(name),
    isReading: (name) => readers.has(name) || /^(?:is|has|get)[A-Z]/.test(name),
    isPure: ({ module, name }) => table.pure.some((entry) => entry.module === module && entry.names.some((pure) => pure === name || (pure.endsWith('*') && name.startsWith(pure.slice(0, -1))))),
    isShutdown: (name) => shutdowns.test(name),
    mayOccur: (has) => names.some(has),
    mayBeUsed: ({ called, mentioned }) => acquired.some((name) => called.has(name)) || released.some((name) => mentioned.has(name)),
  };
}

function toRelease({ method, owner, function: name, module, async: isAsync = false }: TableRelease): Release {
  if (method !== undefined) return { kind: 'method', name: method, module: undefined, isAsync };
  if (owner !== undefined) return { kind: 'owner', name: owner, module: undefined, isAsync };
  if (name !== undefined) return { kind: 'function', name, module, isAsync };
  return { kind: 'call', name: '', module: undefined, isAsync };
}

function fromUser({ release, module }: ResourceEntry): Resource {
  const name = lastName(release);
  const releases: Release[] = (['method', 'owner', 'function'] as const).map((kind) => ({ kind, name, module: kind === 'function' ? module : undefined, isAsync: false }));
  return { ...madeUp(releases, 'it stays held'), perUse: true };
}

function madeUp(releases: readonly Release[], effect: string): Resource {
  return { releases, isAsync: false, element: undefined, perUse: false, outlives: false, small: false, iterated: false, takenOverBy: [], inFinally: true, heldFrom: [], effect };
}

function lastName(name: string): string {
  return name.split(/[.#]/).filter((part) => part !== '').at(-1) ?? name;
}
