declare const optional: undefined | (() => Promise<void>);
declare const given: () => Promise<void>;
declare function maybe(job: undefined | (() => void)): void;

export function start(later?: () => Promise<void>) {
  maybe(optional); // expect misused-async-callback: optional
  maybe(later); // expect misused-async-callback: later
  maybe(given); // expect misused-async-callback: given
}
