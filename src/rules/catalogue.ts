import type { Severity } from '../analysis/finding.ts';

/** A rule as the catalogue lists it. All ids are known from the start; `rules/index.ts` says which are built. */
export interface CatalogueEntry {
  id: string;
  severity: Severity;
  summary: string;
}

/** The ids of all rules, with what they say and how loud they are by default. Built rules take their summary and severity from here. */
export const catalogue = [
  { id: 'blocking-call', severity: 'warning', summary: 'A call stops the event loop inside asynchronous code: nothing else runs until it returns.' },
  { id: 'floating-promise', severity: 'warning', summary: 'A promise is started and nobody waits for it or handles its rejection.' },
  { id: 'unbounded-concurrency', severity: 'warning', summary: 'One promise per element of a list of unknown size: all of them run at the same time.' },
  { id: 'missing-cleanup', severity: 'warning', summary: 'A resource stays held, or a flag stays set, when something throws before it is released.' },
  { id: 'lost-update', severity: 'warning', summary: 'Shared state is read before an await and written after it: updates made meanwhile are lost.' },
  { id: 'misused-async-callback', severity: 'warning', summary: 'An async function is given to a caller that ignores its promise.' },
  { id: 'promise-as-value', severity: 'warning', summary: 'A promise is used as if it were its result.' },
  { id: 'return-without-await', severity: 'warning', summary: 'A promise is returned from a try or using block that is left before the promise settles.' },
  { id: 'late-await', severity: 'warning', summary: 'A promise can reject while nobody listens to it yet.' },
  { id: 'never-settles', severity: 'warning', summary: 'A new Promise has a path on which it is never settled.' },
  { id: 'leaked-timer', severity: 'warning', summary: 'A timeout race leaves its timer running.' },
  { id: 'swallowed-rejection', severity: 'warning', summary: 'An error disappears without a trace.' },
  { id: 'unbounded-retry', severity: 'warning', summary: 'An operation is retried forever, or at once.' },
  { id: 'sequential-await', severity: 'hint', summary: 'Independent operations wait for each other.' },
  { id: 'missing-timeout', severity: 'information', summary: 'A request without a time limit can wait forever.' },
  { id: 'unforwarded-signal', severity: 'information', summary: 'An AbortSignal is at hand and not passed on: the call goes on after the abort.' },
  { id: 'untracked-task', severity: 'hint', summary: 'A background task is started that nobody can wait for or stop.' },
  { id: 'fail-fast-siblings', severity: 'hint', summary: 'After the first failure the other tasks run on unseen.' },
  { id: 'polling-wait', severity: 'hint', summary: 'A loop sleeps and looks again instead of waiting for the event.' },
  { id: 'buffered-pagination', severity: 'hint', summary: 'All pages are held in memory before the first is used.' },
  { id: 'unordered-results', severity: 'hint', summary: 'Results are collected in the order of completion and used by position.' },
  { id: 'unused-suppression', severity: 'information', summary: 'A suppression comment suppresses nothing.' },
  { id: 'unknown-suppression', severity: 'warning', summary: 'A suppression comment names a rule that does not exist.' },
] as const satisfies readonly CatalogueEntry[];

export type RuleId = (typeof catalogue)[number]['id'];

/** The catalogue's entry of an id that exists. */
export function entryOf<I extends RuleId>(id: I): Extract<(typeof catalogue)[number], { id: I }> {
  return catalogue.find((entry) => entry.id === id) as Extract<(typeof catalogue)[number], { id: I }>;
}
