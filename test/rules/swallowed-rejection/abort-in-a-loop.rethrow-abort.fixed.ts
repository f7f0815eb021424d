declare function poll(url: string, options: { signal: AbortSignal }): Promise<string>;
declare function pause(ms: number): Promise<void>;

export async function follow(url: string, signal: AbortSignal) {
  for (;;) {
    try {
      console.log(await poll(url, { signal }));
    } catch (error) {
      if (signal.aborted) throw error;
      console.error(error);
    }
    await pause(1000);
  }
}

export async function all(urls: string[], signal: AbortSignal) {
  for (const url of urls) {
    try {
      await fetch(url, { signal });
    } catch (error) {
      if (signal.aborted) throw error;
      console.warn(url);
    }
  }
}

export async function looking(urls: string[], signal: AbortSignal) {
  while (!signal.aborted) {
    try { await fetch('/a', { signal }); } catch (error) { console.error(error); }
  }
  for (const url of urls) {
    const signal = AbortSignal.timeout(1000);
    try { await fetch(url, { signal }); } catch (error) { console.error(error); }
  }
}
