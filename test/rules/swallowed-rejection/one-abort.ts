export async function all(urls: string[], signal: AbortSignal) {
  for (const url of urls) {
    try {
      await fetch(url, { signal });
    } catch { // expect swallowed-rejection: catch { …
      console.warn(url);
    }
  }
}
