declare function save(): Promise<void>;
declare function load(): Promise<string> | undefined;
declare const ready: boolean;

export async function start(cached?: Promise<string>) {
  ready && save(); // expect floating-promise: ready && save()
  ready ? save() : load(); // expect floating-promise: ready ? save() : load()
  ready || save(); // expect floating-promise: ready || save()
  cached ?? load(); // expect floating-promise: cached ?? load()
  ready, save(); // expect floating-promise: ready, save()
  save(), ready; // expect floating-promise: save(), ready
  ready && (await save());
  ready ? void save() : await load();
}
