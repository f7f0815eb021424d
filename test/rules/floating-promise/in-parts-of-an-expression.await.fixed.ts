declare function save(): Promise<void>;
declare function load(): Promise<string> | undefined;
declare const ready: boolean;

export async function start(cached?: Promise<string>) {
  ready && await save();
  ready ? await save() : await load();
  ready || await save();
  await (cached ?? load());
  ready, await save();
  await save(), ready;
  ready && (await save());
  ready ? void save() : await load();
}
