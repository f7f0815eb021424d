declare function load(): Promise<string>;
declare function show(text: string): void;
declare function report(error: unknown): void;
declare function store(text: string): Promise<void>;

export async function refresh() {
  load().then(show).catch((error) => { console.error(error); });
  load().then(show, undefined).catch((error) => { console.error(error); });
  load().finally(() => show('done')).catch((error) => { console.error(error); });
  load().catch().catch((error) => { console.error(error); });
  load()
    .then(show)
    .finally(() => show('done'))
    .catch((error) => { console.error(error); });
  load().catch(() => '').then(store).catch((error) => { console.error(error); });
  load().then(show).catch(report);
  load().then(show, report);
  load().then(undefined, report);
  load().catch(report).finally(() => show('done'));
  load().catch(() => '').then(show);
}
