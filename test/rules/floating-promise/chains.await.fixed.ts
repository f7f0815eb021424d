declare function load(): Promise<string>;
declare function show(text: string): void;
declare function report(error: unknown): void;
declare function store(text: string): Promise<void>;

export async function refresh() {
  await load().then(show);
  await load().then(show, undefined);
  await load().finally(() => show('done'));
  await load().catch();
  await load()
    .then(show)
    .finally(() => show('done'));
  await load().catch(() => '').then(store);
  load().then(show).catch(report);
  load().then(show, report);
  load().then(undefined, report);
  load().catch(report).finally(() => show('done'));
  load().catch(() => '').then(show);
}
