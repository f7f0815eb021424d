import data from './outside-work.json' with { type: 'json' };
import { wordsOf } from './words.ts';

type Named = { module: string; name: string };

/** What work takes: a handle on a file of this machine, or a socket, a process, a thread. */
export type WorkKind = 'files' | 'outside';

/** What a call or construction takes for itself; undefined where it is not known to take anything. */
export function startsOutside({ module, name }: Named): WorkKind | undefined {
  if (module === 'global') return globals.has(name) ? (/File$/.test(name) || name === 'Bun.write' ? 'files' : 'outside') : undefined;
  const last = name === '*' || name === '*#' ? 'default' : name.replace(/#$/, '').split(/[.#]/).at(-1);
  if (last === undefined || !callsOf(module)?.has(last)) return undefined;
  return fileModules.has(module) ? 'files' : 'outside';
}

/** Whether everything that a module's clients give a promise for goes over the network. */
export function isOutsideApi(module: string): boolean {
  return callsOf(module)?.has('*') === true;
}

/** What a function that cannot be seen takes, by its name and that of what it is a member of. */
export function soundsOutside(name: string, owners: readonly string[]): WorkKind | undefined {
  const words = wordsOf(name);
  if (owners.some((owner) => keepers.has(wordsOf(owner).at(-1) ?? '') || keepers.has(wordsOf(owner).at(0) ?? ''))) return undefined;
  // "fetchFromCache", "downloadUrlOf": what the last words name is at hand.
  if (words.some((word) => keepers.has(word))) return undefined;
  if (starting.has(words[0] ?? '')) return 'outside';
  if (phrases.has(words.join(' ')) || phrases.has(words.slice(0, 2).join(' '))) return words[1] === 'file' && words[0] !== 'exec' ? 'files' : 'outside';
  return methods.has(name) && owners.some((owner) => isHttpClient(owner)) ? 'outside' : undefined;
}

/** Whether a name is that of something a person wrote down: configuration, options. */
export function soundsWritten(name: string): boolean {
  return settings.has(wordsOf(name).at(-1) ?? '');
}

function isHttpClient(name: string): boolean {
  const words = wordsOf(name);
  if (words.at(-1) === 'client' || words.at(-1) === 'service') words.pop();
  return httpClients.has(words.at(-1) ?? '');
}

function callsOf(module: string): ReadonlySet<string> | undefined {
  return calls.get(module) ?? calls.get(module.replace(/^(@[^/]+\/client-).*$/, '$1*')) ?? calls.get(module.replace(/^(@[^/]+\/).*$/, '$1*')) ?? calls.get(module.replace(/^((?:@[^/]+\/)?[^/]+)\/.*$/, '$1'));
}

const fileModules = new Set(data.fileModules);
const calls = new Map(Object.entries(data.calls).map(([module, names]) => [module, new Set(names)]));
const globals = new Set(data.global);
const starting = new Set(data.starting);
const phrases = new Set(data.phrases);
const methods = new Set(data.methods);
const httpClients = new Set(data.httpClients);
const keepers = new Set(data.keepers);
const settings = new Set(data.settings);
