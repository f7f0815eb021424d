declare function download(url: string): Promise<number>;

export async function total(urls: string[]) {
  const sizes: number[] = [];
  for (const url of urls) {
    sizes.push(await download(url));
  }
  return sizes.reduce((sum, size) => sum + size, 0);
}
