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
