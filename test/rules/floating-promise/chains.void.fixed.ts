declare function load(): Promise<string>;
declare function show(text: string): void;
declare function report(error: unknown): void;
declare function store(text: string): Promise<void>;

export async function refresh() {
  void load().then(show);
  void load().then(show, undefined);
  void load().finally(() => show('done'));
  void load().catch();
  void load()
    .then(show)
    .finally(() => show('done'));
  void load().catch(() => '').then(store);
  load().then(show).catch(report);
  load().then(show, report);
  load().then(undefined, report);
  load().catch(report).finally(() => show('done'));
  load().catch(() => '').then(show);
}
