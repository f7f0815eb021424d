declare function save(): Promise<void>;
declare function load(): Promise<string> | undefined;
declare const ready: boolean;

export async function start(cached?: Promise<string>) {
  ready && void save();
  ready ? void save() : void load();
  ready || void save();
  void (cached ?? load());
  ready, void save();
  void save(), ready;
  ready && (await save());
  ready ? void save() : await load();
}
