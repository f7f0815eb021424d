declare function refresh(): Promise<void>;

export function start() {
  const poll = new AbortController();
  void (async () => {
    while (!poll.signal.aborted) {
      await new Promise((resolve) => { setTimeout(resolve, 5000); });
      if (!poll.signal.aborted) await refresh().catch((error) => { console.error(error); });
    }
  })();
  return () => poll.abort();
}
