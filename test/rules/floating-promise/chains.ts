declare function load(): Promise<string>;
declare function show(text: string): void;
declare function report(error: unknown): void;
declare function store(text: string): Promise<void>;

export async function refresh() {
  load().then(show); // expect floating-promise: load().then(show)
  load().then(show, undefined); // expect floating-promise: load().then(show, undefined)
  load().finally(() => show('done')); // expect floating-promise: load().finally(() => show('done'))
  load().catch(); // expect floating-promise: load().catch()
  load() // expect floating-promise: load() .then(show) …
    .then(show)
    .finally(() => show('done'));
  load().catch(() => '').then(store); // expect floating-promise: load().catch(() => '').then(store)
  load().then(show).catch(report);
  load().then(show, report);
  load().then(undefined, report);
  load().catch(report).finally(() => show('done'));
  load().catch(() => '').then(show);
}
