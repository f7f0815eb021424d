import data from './best-effort.json' with { type: 'json' };
import { wordsOf } from './words.ts';

/** A call by its names: where the callee comes from, and as it is written (`navigator.clipboard.writeText`: the last stands last). */
export interface NamedCall {
  origins: readonly { module: string; name: string }[];
  path: readonly string[];
}

/**
 * Whether a program can do without a call's success: copying to the clipboard, counting a visit, showing a message, closing
 * what is over, handing a task to a queue that somebody drains. Nothing of worth is lost with its error.
 */
export function isBestEffort({ origins, path }: NamedCall): boolean {
  if (origins.some(({ module, name }) => module === 'global' && platform.has(name)) || platform.has(path.slice(-2).join('.')) || (path.length === 1 && platform.has(path[0] ?? ''))) return true;
  const owners = path.slice(0, -1).map((owner) => wordsOf(owner).at(-1) ?? '');
  if (owners.some((owner) => ownersOfLittle.has(owner))) return true;
  const method = path.at(-1) ?? '';
  if (queues.has(owners.at(-1) ?? '') && queueMethods.has(method)) return true;
  const words = wordsOf(method);
  return names.has(words.join(' ')) || beginnings.has(words[0] ?? '') || beginnings.has(words.slice(0, 2).join(' ')) || beginnings.has(words.slice(0, 3).join(' ')) || isStop(words);
}

/** Whether an address says that a request to it only gives a sign of life, or counts something: "/ping", "/api/heartbeat". */
export function isNotice(address: string): boolean {
  return /(?:^|[/_-])(?:ping|heartbeat|keep-?alive|health(?:z|check)?|beacon|track|analytics|telemetry)(?:$|[/?#_-])/i.test(address);
}

/** `close`, `stopServer`, `gracefulShutdown`, `gracefullyCloseAll`; not `cancelOrder`. */
function isStop(words: readonly string[]): boolean {
  if (stops.has(words.join(' ')) || stopVerbs.has(words.at(-1) ?? '')) return true;
  const verb = words.findIndex((word) => stopVerbs.has(word));
  return verb >= 0 && verb <= 1 && words.slice(verb + 1).some((word) => stopSubjects.has(word));
}

const platform = new Set(data.platform);
const names = new Set(data.names);
const beginnings = new Set(data.beginnings);
const ownersOfLittle = new Set(data.owners);
const stops = new Set(data.stops);
const stopVerbs = new Set(data.stopVerbs);
const stopSubjects = new Set(data.stopSubjects);
const queues = new Set(data.queues);
const queueMethods = new Set(data.queueMethods);
