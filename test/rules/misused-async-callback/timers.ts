declare function refresh(): Promise<void>;
declare function load(id: string): Promise<string>;

export function start(id: string) {
  const poll = setInterval(async () => { // expect misused-async-callback: async () => { …
    await load(id);
  }, 1000);
  const again = setInterval(refresh, 5000); // expect misused-async-callback: refresh
  setTimeout(async () => { await load(id); }, 10); // expect misused-async-callback: async () => { await load(id); }
  setTimeout(() => load(id), 10); // expect misused-async-callback: () => load(id)
  queueMicrotask(async () => { await load(id); }); // expect misused-async-callback: async () => { await load(id); }
  process.nextTick(refresh); // expect misused-async-callback: refresh
  setTimeout(() => { void refresh(); }, 10);
  setTimeout(() => { refresh().catch(console.error); }, 10);
  return () => {
    clearInterval(poll);
    clearInterval(again);
  };
}
