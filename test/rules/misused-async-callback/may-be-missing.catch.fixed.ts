declare const optional: undefined | (() => Promise<void>);
declare const given: () => Promise<void>;
declare function maybe(job: undefined | (() => void)): void;

export function start(later?: () => Promise<void>) {
  maybe(optional);
  maybe(later);
  maybe(() => { void given().catch((error) => { console.error(error); }); });
}
