// options: {"maxItems": 2}
declare function download(id: string): Promise<number>;

export async function all() {
  await Promise.all(['a', 'b'].map(download));
  await Promise.all(['a', 'b', 'c'].map(download)); // expect unbounded-concurrency: Promise.all(['a', 'b', 'c'].map(download))
}
