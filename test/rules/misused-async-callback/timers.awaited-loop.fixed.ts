declare function refresh(): Promise<void>;
declare function load(id: string): Promise<string>;

export function start(id: string) {
  const poll = new AbortController();
  void (async () => {
    while (!poll.signal.aborted) {
      await new Promise((resolve) => { setTimeout(resolve, 1000); });
      if (!poll.signal.aborted) await (async () => {
        await load(id);
      })().catch((error) => { console.error(error); });
    }
  })();
  const again = new AbortController();
  void (async () => {
    while (!again.signal.aborted) {
      await new Promise((resolve) => { setTimeout(resolve, 5000); });
      if (!again.signal.aborted) await refresh().catch((error) => { console.error(error); });
    }
  })();
  setTimeout(async () => { await load(id); }, 10);
  setTimeout(() => load(id), 10);
  queueMicrotask(async () => { await load(id); });
  process.nextTick(refresh);
  setTimeout(() => { void refresh(); }, 10);
  setTimeout(() => { refresh().catch(console.error); }, 10);
  return () => {
    poll.abort();
    again.abort();
  };
}
