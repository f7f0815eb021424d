// options: {"maxItems": 2}
declare function load(id: string): Promise<number>;

export async function all() {
  await Promise.all(['a', 'b'].map(load));
  await Promise.all(['a', 'b', 'c'].map(load)); // expect unbounded-concurrency: Promise.all(['a', 'b', 'c'].map(load))
}
