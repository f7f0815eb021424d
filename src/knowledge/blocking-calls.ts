import data from './blocking-calls.json' with { type: 'json' };
import type { ReadonlyTable } from './index.ts';

/** What a user adds to the table: `module` without `node:`, `name` as origins have it ("readFileSync", "Dir#readSync"). */
export interface BlockingCallEntry {
  module: string;
  name: string;
  /** The promise-returning twin, as `name` in the same module, or as "module:name". */
  twin?: string;
  note?: string;
}

/** A blocking API as rules see it; blocking-calls.schema.json says what each field means. */
export interface BlockingApi extends BlockingCallEntry {
  /** Cheap, or without a twin: information unless the user says otherwise. */
  minor?: boolean;
  /** Cheap where the first argument is one of these strings. */
  minorWith?: readonly string[];
  /** Cheap where this argument, counted from 0, is a number below this. */
  minorBelow?: { argument: number; value: number };
  promisify?: boolean;
  typedArguments?: number;
  result?: string;
  options?: number;
  unsupported?: readonly string[];
  path?: number;
  when?: { argument: number; value: boolean };
  unless?: 'callback';
  /** A package whose own global of this name does not block. */
  unlessPackage?: string;
}

/** The table, with what a look at the text alone can tell. */
export interface BlockingCalls extends ReadonlyTable<BlockingApi> {
  /** Whether some entry's name ends with this last segment of a callee ("readFileSync" of `fs.readFileSync`). */
  hasName(last: string): boolean;
  /** The same in a file with this text: a name that says nothing by itself (`exec`, `find`) counts where the text names its package. */
  hasNameIn(last: string, text: string): boolean;
  /** Whether a module as a whole is a function of the table. */
  isFunction(module: string): boolean;
  /** Whether an entry finds out what files there are. */
  isLookUp(api: BlockingApi): boolean;
  /** Whether a file with this text, and these names in its code, can contain one of the calls. */
  mayOccur(file: { text: string; names(name: string): boolean }): boolean;
}

/** A loop that waits by looking at the clock; not a call, but told of in the same way. */
export const busyWait: BlockingApi = { module: 'language', name: 'a busy-wait loop' };

/** The built-in table with a user's additions, which come first. */
export function blockingCalls(additions: readonly BlockingCallEntry[]): BlockingCalls {
  const entries = new Map<string, BlockingApi>();
  for (const entry of [...builtIn(), ...additions.map((addition) => ({ ...addition, module: addition.module.replace(/^node:/, '') }))]) {
    entries.set(`${entry.module} ${entry.name}`, entry);
  }
  const modules = new Map<string, string[]>();
  for (const { module, name } of entries.values()) modules.set(lastSegment(name), [...(modules.get(lastSegment(name)) ?? []), module]);
  const names = new Set(modules.keys());
  let asked = { text: '', answers: new Map<string, boolean>() };
  return {
    find(origins) {
      for (const { module, name } of origins) {
        const entry = entries.get(`${module} ${name}`) ?? (name === '*' ? entries.get(`${module} default`) : undefined);
        if (entry) return entry;
      }
      return undefined;
    },
    // A default import goes by any name.
    hasName: (last) => names.has(last),
    hasNameIn(last, text) {
      if (!names.has(last)) return false;
      if (last.includes('Sync')) return true;
      // Asked for every call of a file, so the answers for the last one are kept.
      if (text !== asked.text) asked = { text, answers: new Map() };
      let answer = asked.answers.get(last);
      if (answer === undefined) asked.answers.set(last, (answer = (modules.get(last) ?? []).some((module) => module === 'global' || text.includes(module))));
      return answer;
    },
    isFunction: (module) => entries.has(`${module.replace(/^node:/, '')} default`),
    isLookUp: ({ name, minor }) => minor === true || /(?:readdir|opendir|glob|walk)Sync$|^(?:glob|hasMagic)?[sS]ync$/.test(lastSegment(name)),
    mayOccur: signsOf([...entries.values()]),
  };
}

function builtIn(): BlockingApi[] {
  const calls: readonly BlockingApi[] = data.calls as BlockingApi[];
  const copied = data.copies.flatMap(({ module, of, twin }) => calls.filter((call) => call.module === of && !call.name.includes('#')).map((call): BlockingApi => {
    const [, name] = /^fs\/promises:(\w+)$/.exec(call.twin ?? '') ?? [];
    const { twin: _twin, ...rest } = call;
    return { ...rest, module, ...(name !== undefined && { twin: twin.replace('{name}', name) }) };
  }));
  return [...copied, ...calls];
}

function lastSegment(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('#')) + 1);
}

/** Tells which files can hold one of the calls: by the names that are telling, else by the package's. */
function signsOf(entries: readonly BlockingApi[]): BlockingCalls['mayOccur'] {
  const globals = new Set<string>();
  const words = new Set<string>(['Sync']);
  for (const { module, name } of entries) {
    const last = lastSegment(name);
    if (last.includes('Sync')) continue;
    if (module === 'global') globals.add(name.split(/[.#]/)[0] ?? name);
    else words.add(module);
  }
  const escaped = [...words].map((word) => (word === 'Sync' ? word : `['"\`/]${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
  // The last two are the signs of loops that wait for the clock, or for another thread.
  const signs = new RegExp(`${escaped.join('|')}|(?:while|for)\\s*\\([^{}]*(?:Date|performance|hrtime)|(?:while|for)\\s*\\([^{}]*\\)\\s*(?:;|\\{\\s*(?:\\/[/*][^\\n]*\\s*)?\\})`);
  const list = [...globals];
  return ({ text, names }) => signs.test(text) || list.some(names);
}
