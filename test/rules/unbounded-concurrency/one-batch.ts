declare function download(url: string): Promise<number>;

export async function total(urls: string[]) {
  const sizes = await Promise.all(urls.map((url) => download(url))); // expect unbounded-concurrency: Promise.all(urls.map((url) => download(url)))
  return sizes.reduce((sum, size) => sum + size, 0);
}
