import { blockingCalls, type BlockingCallEntry, type BlockingCalls } from './blocking-calls.ts';
import { eventOutcomes, type EventOutcomes } from './event-outcomes.ts';
import { eventSources, type EventSources } from './event-sources.ts';
import { limiters, type Limiters } from './limiters.ts';
import { resources, type ResourceEntry, type Resources } from './resources.ts';
import { safeToFloat, type SafeToFloat } from './safe-to-float.ts';

/** What users add to the tables in their config file. */
export interface KnowledgeAdditions {
  blockingCalls?: readonly BlockingCallEntry[];
  resources?: readonly ResourceEntry[];
  /** Names of limiting functions: "ourPool.run". */
  limiters?: readonly string[];
  /** Names of calls whose promise may be left alone: "analytics.track". */
  safeToFloat?: readonly string[];
}

/** What the analyzer knows of Node, the language and popular packages: tables, with look-ups by origin. */
export interface Knowledge {
  blockingCalls: BlockingCalls;
  eventOutcomes: EventOutcomes;
  eventSources: EventSources;
  limiters: Limiters;
  resources: Resources;
  safeToFloat: SafeToFloat;
}

/** Looks an entry up by where a callee comes from; the first origin that is listed wins. */
export interface ReadonlyTable<E> {
  find(origins: readonly { module: string; name: string }[]): E | undefined;
}

/** The built-in tables with a user's additions. */
export function createKnowledge(additions: KnowledgeAdditions = {}): Knowledge {
  return {
    blockingCalls: blockingCalls(additions.blockingCalls ?? []),
    eventOutcomes: eventOutcomes(),
    eventSources: eventSources(),
    limiters: limiters(additions.limiters ?? []),
    resources: resources(additions.resources ?? []),
    safeToFloat: safeToFloat(additions.safeToFloat ?? []),
  };
}
