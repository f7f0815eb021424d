declare function download(url: string): Promise<number>;
declare const urls: string[];

export async function sum() {
  const sizes: number[] = [];
  for (const url of urls) {
    const size = await download(url);
    // Twice, there and back.
    sizes.push(size * 2);
  }
  for (const url of urls) {
    await download(url);
  }
  for (const [index, url] of urls.entries()) {
    console.log(index);
    await download(url);
  }
  return sizes.reduce((total, size) => total + size, 0);
}

export async function leavesEarly() {
  for (const url of urls) {
    if (url === '') continue;
    await download(url);
  }
}
