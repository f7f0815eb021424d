declare function download(url: string): Promise<number>;
declare const urls: string[];

export async function sum() {
  const sizes = await Promise.all(urls.map(async (url) => { // expect unbounded-concurrency: Promise.all(…
    const size = await download(url);
    // Twice, there and back.
    return size * 2;
  }));
  await Promise.all(urls.map(download)); // expect unbounded-concurrency: Promise.all(urls.map(download))
  await Promise.all( // expect unbounded-concurrency: Promise.all(…
    urls.map(async (url, index) => {
      console.log(index);
      await download(url);
    }),
  );
  return sizes.reduce((total, size) => total + size, 0);
}

export async function leavesEarly() {
  await Promise.all(urls.map(async (url) => { // expect unbounded-concurrency: Promise.all(…
    if (url === '') return;
    await download(url);
  }));
}
