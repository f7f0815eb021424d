import data from './limiters.json' with { type: 'json' };
import { isOutsideApi, soundsOutside, soundsWritten, startsOutside, type WorkKind } from './outside-work.ts';
import { wordsOf } from './words.ts';

type Named = { module: string; name: string };

/** Where a limit is given: an argument, or an option in it. */
export interface LimitPlace {
  argument: number;
  option?: string;
}

/** An export that makes a limiter when called or constructed. */
export interface Maker {
  name: string;
  limit?: readonly LimitPlace[];
  /** What holds when no limit is given. */
  default: 'finite' | 'infinite';
  /** Other options that bound it (calls per interval). */
  alternatives?: readonly string[];
}

/** A function that calls another for each item of a list. */
export interface Mapper {
  name: string;
  /** Which argument is the list of items, of functions, or the number of calls. */
  items?: number;
  tasks?: number;
  count?: number;
  callback?: number;
  limit?: LimitPlace;
  /** The twin that takes a limit as its second argument. */
  limited?: string;
  default: 'finite' | 'infinite';
}

/** A package that bounds how many calls run at a time. */
export interface LimiterPackage {
  module: string;
  makers?: readonly Maker[];
  mappers?: readonly Mapper[];
  /** Methods after which a slot is held until it is given back. */
  gates?: readonly string[];
  /** Methods that take a task into a queue. */
  adders?: readonly string[];
}

/** What is known of waiting for many promises: who bounds them, and what needs no bound. */
export interface Limiters {
  /** The method name (`all`, `race` …) when an origin is a function that waits for a list of promises. */
  combinator(origins: readonly Named[]): string | undefined;
  /** The limiting package that an origin comes from. */
  packageOf(module: string): LimiterPackage | undefined;
  /** The maker that an origin is, in its package. */
  maker(origin: Named): Maker | undefined;
  mapper(origins: readonly Named[]): Mapper | undefined;
  /** Whether a call goes through a client with a bounded pool, and opens no connection of its own. */
  isBoundedClient(origin: Named): boolean;
  isBoundedType(name: string): boolean;
  /** Whether a call starts no I/O: it computes, looks up, or waits for what goes on already. */
  isIdle(origins: readonly Named[]): boolean;
  isClosing(method: string): boolean;
  isWaiting(method: string): boolean;
  /** Methods of unknown objects: wait for a slot and hold it; give it back; run a function in one. */
  isGate(method: string): boolean;
  isRelease(method: string): boolean;
  isWrapper(method: string): boolean;
  /** Whether a name ends like that of a limiter (`requestQueue`), or tells of one (`throttledFetch`). */
  soundsLikeLimiter(name: string): boolean;
  /** Whether a name is that of a database client (`this.db`), which pools its connections. */
  soundsLikeClient(name: string): boolean;
  /** Whether a name is that of a connection that is open already. */
  soundsLikeConnection(name: string): boolean;
  /** Whether a function's name says that it computes (`decryptEvent`). */
  soundsLikeComputing(name: string): boolean;
  /** Whether a list's name ends like that of a registry, which grows with the code and not with the data, or is written as a CONSTANT_NAME. */
  soundsLikeRegistry(name: string): boolean;
  /** Whether a list of this name holds the parts of a machine, or what its owner has set up (`disks`, `containerNames`). */
  soundsLikeMachine(name: string): boolean;
  /** What a call or construction takes for itself: a file handle; a socket, a process or a thread. */
  startsOutside(origin: Named): WorkKind | undefined;
  /** Whether everything that a module's clients give a promise for goes over the network. */
  isOutsideApi(module: string): boolean;
  /** The same of an unseen function, by its name and the names of what it is a member of. */
  soundsOutside(name: string, owners: readonly string[]): WorkKind | undefined;
  /** Whether a list of this name grows with the data (`userIds`, `uploads`), as far as a name can tell. */
  soundsLikeData(name: string): boolean;
  /** Whether a function of this name goes and gets what others have put somewhere (`findAll`, `listObjects`). */
  soundsLikeQuery(name: string): boolean;
  /** Whether a name is that of something a person wrote down (`config`, `options`). */
  soundsWritten(name: string): boolean;
  /** Whether the user listed a callee, by its text ("ourPool.run" also stands for "this.ourPool.run"). */
  isListed(callee: string): boolean;
}

/** The built-in table and the user's own limiters. */
export function limiters(additions: readonly string[]): Limiters {
  return {
    combinator(origins) {
      const found = origins.find(({ module, name }) => combinators.get(module)?.has(name));
      return found && found.name.slice(found.name.lastIndexOf('.') + 1);
    },
    packageOf: (module) => packages.get(module),
    maker: ({ module, name }) => packages.get(module)?.makers?.find((maker) => maker.name === exported(name)),
    mapper(origins) {
      for (const { module, name } of origins) {
        const found = packages.get(module)?.mappers?.find((mapper) => mapper.name === exported(name));
        if (found) return found;
      }
      return undefined;
    },
    isBoundedClient({ module, name }) {
      const client = clientOf(module);
      return client !== undefined && !client.has(name);
    },
    isBoundedType: (name) => boundedTypes.has(name),
    isIdle: (origins) => origins.some(({ module, name }) => idle.get(module)?.some((pattern) => fits(name, pattern))),
    isClosing: (method) => closing.has(method),
    isWaiting: (method) => waiting.has(method) || /^waitFor[A-Z]|^when[A-Z]/.test(method),
    isGate: (method) => gates.has(method),
    isRelease: (method) => releases.has(method),
    isWrapper: (method) => wrappers.has(method),
    soundsLikeLimiter(name) {
      const words = wordsOf(name);
      return limiterWords.has(words.at(-1) ?? '') || limiterWords.has(words.slice(-2).join('')) || /^(?:limited|throttled|queued|bounded|pooled)$/.test(words[0] ?? '') || (words[0] === 'rate' && words[1] === 'limited');
    },
    soundsLikeClient: (name) => clientWords.has(wordsOf(name).at(-1) ?? ''),
    soundsLikeConnection: (name) => connectionWords.has(wordsOf(name).at(-1) ?? ''),
    soundsLikeComputing: (name) => computingWords.has(wordsOf(name)[0] ?? '') || computingWords.has(name.toLowerCase()),
    soundsLikeMachine: (name) => wordsOf(name).some((word) => machineWords.has(word)),
    soundsLikeRegistry: (name) => registryWords.has(wordsOf(name).at(-1) ?? '') || wordsOf(name).some((word) => partWords.has(word)) || /^[A-Z][A-Z0-9]*_[A-Z0-9_]*$/.test(name),
    startsOutside: (origin) => startsOutside(origin) ?? (connects(origin) ? 'outside' : undefined),
    isOutsideApi,
    soundsOutside,
    soundsWritten,
    soundsLikeData: (name) => formsOf(wordsOf(name).at(-1) ?? '').some((word) => dataWords.has(word)) && !wordsOf(name).some((word) => chosenWords.has(word)),
    soundsLikeQuery: (name) => queryWords.has(wordsOf(name)[0] ?? ''),
    isListed: (callee) => additions.some((listed) => callee === listed || callee.endsWith(`.${listed}`)),
  };
}

const packages = new Map<string, LimiterPackage>((data.limiters as readonly LimiterPackage[]).map((entry) => [entry.module, entry]));
const combinators = new Map(data.combinators.map(({ module, names }) => [module, new Set(names)]));
const clients = new Map((data.boundedClients as readonly { module: string; connects?: readonly string[] }[]).map(({ module, connects }) => [module, new Set(connects)]));
const boundedTypes = new Set(data.boundedTypes);
const idle = new Map<string, readonly string[]>(Object.entries(data.idle));
const closing = new Set(data.closing);
const waiting = new Set(data.waiting);
const gates = new Set(data.gates);
const releases = new Set(data.releases);
const wrappers = new Set(data.wrappers);
const limiterWords = new Set(data.limiterWords);
const clientWords = new Set(data.clientWords);
const connectionWords = new Set(data.connectionWords);
const computingWords = new Set(data.computingWords);
const partWords = new Set(data.partWords);
const registryWords = new Set(data.registryWords);
const machineWords = new Set(data.machineWords);
const dataWords = new Set(data.dataWords);
const chosenWords = new Set(data.chosenWords);
const queryWords = new Set(data.queryWords);

function clientOf(module: string): ReadonlySet<string> | undefined {
  return clients.get(module) ?? clients.get(module.replace(/^((?:@[^/]+\/)?[^/]+)\/.*$/, '$1'));
}

/** Whether a call of a client with a pool opens a connection of its own. */
function connects({ module, name }: Named): boolean {
  return clientOf(module)?.has(name) === true;
}

/** The modules of limiting packages: a file that names none of them calls none of their functions. */
export const limiterModules: readonly string[] = [...packages.keys()];

/** The export that an origin's name begins with; the whole module counts as its default export. */
function exported(name: string): string {
  return name === '*' || name === '*#' ? 'default' : name.replace(/#$/, '');
}

/** A word, and what it is the plural of. */
function formsOf(word: string): string[] {
  return [word, word.replace(/s$/, ''), word.replace(/es$/, ''), word.replace(/ies$/, 'y')];
}

function fits(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
