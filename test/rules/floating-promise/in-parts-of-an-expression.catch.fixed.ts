declare function save(): Promise<void>;
declare function load(): Promise<string> | undefined;
declare const ready: boolean;

export async function start(cached?: Promise<string>) {
  ready && save().catch((error) => { console.error(error); });
  ready ? save() : load();
  ready || save().catch((error) => { console.error(error); });
  cached ?? load();
  ready, save().catch((error) => { console.error(error); });
  save().catch((error) => { console.error(error); }), ready;
  ready && (await save());
  ready ? void save() : await load();
}
