declare function refresh(): Promise<void>;
declare function load(id: string): Promise<string>;

export function start(id: string) {
  const poll = setInterval(() => { void (async () => {
    await load(id);
  })().catch((error) => { console.error(error); }); }, 1000);
  const again = setInterval(() => { void refresh().catch((error) => { console.error(error); }); }, 5000);
  setTimeout(() => { void (async () => { await load(id); })().catch((error) => { console.error(error); }); }, 10);
  setTimeout(() => { void load(id).catch((error) => { console.error(error); }); }, 10);
  queueMicrotask(() => { void (async () => { await load(id); })().catch((error) => { console.error(error); }); });
  process.nextTick(() => { void refresh().catch((error) => { console.error(error); }); });
  setTimeout(() => { void refresh(); }, 10);
  setTimeout(() => { refresh().catch(console.error); }, 10);
  return () => {
    clearInterval(poll);
    clearInterval(again);
  };
}
