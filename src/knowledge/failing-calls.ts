import type { NamedCall } from './best-effort.ts';
import data from './failing-calls.json' with { type: 'json' };
import { isOutsideApi, soundsOutside, startsOutside } from './outside-work.ts';
import { wordsOf } from './words.ts';

/**
 * Whether a call whose code is not at hand is known to fail in a correct program too: it goes over a network, to a store, a
 * file or a process, or into a package that gives promises for such; or it has the name of what does, where nobody knows where
 * that is. What is not known is false.
 */
export function isKnownToFail({ origins, path }: NamedCall): boolean {
  if (sure.has(wordsOf(path.at(-1) ?? '').join(' ')) || path.some((name) => telling.has(name)) || isExtensionStorage(path) || origins.some(({ module }) => module === 'webextension-polyfill')) return false;
  if (origins.some((origin) => startsOutside(origin) !== undefined || isOutsideApi(origin.module) || (origin.module === 'global' ? global.has(origin.name) : isFailing(origin.module)))) return true;
  return origins.every(({ module }) => module !== 'global' && !isCalm(module)) && soundsFailing(path);
}

/** `chrome.storage.local.set`: in memory, and on a disk of the browser's own. */
function isExtensionStorage(path: readonly string[]): boolean {
  const at = path.indexOf('storage');
  return at >= 0 && /^(?:local|session|sync|managed)$/.test(path[at + 1] ?? '');
}

function soundsFailing(path: readonly string[]): boolean {
  const name = path.at(-1) ?? '';
  const owners = path.slice(0, -1);
  const words = wordsOf(name).join(' ');
  if (methods.has(words)) return true;
  if (reads.has(words) && owners.length === 1 && responses.has(owners[0]?.toLowerCase() ?? '')) return true;
  if (owners.some((owner) => wordsOf(owner).some((word) => stores.has(word)))) return true;
  if (keeping.has(words) && keepers.has(wordsOf(owners.at(-1) ?? '').at(-1) ?? '')) return true;
  return soundsOutside(name, owners) !== undefined;
}

/** A package that is not there to draw, remember or wait. */
function isFailing(module: string): boolean {
  return !/^[./]/.test(module) && !aliases.some((alias) => module.startsWith(alias)) && !isCalm(module);
}

/** Of a package its parts too: `next/navigation`. */
function isCalm(module: string): boolean {
  return calm.has(module) || calm.has(module.replace(/^((?:@[^/]+\/)?[^/]+)\/.*$/, '$1')) && !isOutsideApi(module);
}

const calm = new Set(data.calm);
const sure = new Set(data.sure);
const telling = new Set(data.telling);
const { aliases } = data;
const global = new Set(data.global);
const stores = new Set(data.stores);
const keepers = new Set(data.keepers);
const keeping = new Set(data.keeping);
const reads = new Set(data.reads);
const responses = new Set(data.responses);
const methods = new Set(data.methods);
