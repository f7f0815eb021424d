import data from './outside-work.json' with { type: 'json' };
import { wordsOf } from './words.ts';

type Named = { module: string; name: string };

/** Whether an origin is a call or construction that takes a socket, a file handle, a process or a thread for itself. */
export function startsOutside({ module, name }: Named): boolean {
  if (module === 'global') return globals.has(name);
  const last = name === '*' || name === '*#' ? 'default' : name.replace(/#$/, '').split(/[.#]/).at(-1);
  return last !== undefined && callsOf(module)?.has(last) === true;
}

/** Whether everything that a module's clients give a promise for goes over the network. */
export function isOutsideApi(module: string): boolean {
  return callsOf(module)?.has('*') === true;
}

/** Whether a function that cannot be seen says by its name, and that of what it is a member of, that it starts such work. */
export function soundsOutside(name: string, owners: readonly string[]): boolean {
  const words = wordsOf(name);
  if (owners.some((owner) => keepers.has(wordsOf(owner).at(-1) ?? '') || keepers.has(wordsOf(owner).at(0) ?? ''))) return false;
  // "fetchFromCache", "downloadUrlOf": what the last words name is at hand.
  if (words.some((word) => keepers.has(word))) return false;
  if (starting.has(words[0] ?? '')) return true;
  if (phrases.has(words.join(' ')) || phrases.has(words.slice(0, 2).join(' '))) return true;
  return methods.has(name) && owners.some((owner) => isHttpClient(owner));
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

const calls = new Map(Object.entries(data.calls).map(([module, names]) => [module, new Set(names)]));
const globals = new Set(data.global);
const starting = new Set(data.starting);
const phrases = new Set(data.phrases);
const methods = new Set(data.methods);
const httpClients = new Set(data.httpClients);
const keepers = new Set(data.keepers);
const settings = new Set(data.settings);
