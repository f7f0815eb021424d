// dependencies: p-limit
export async function download(urls: string[]) {
  return Promise.all(urls.map((url) => fetch(url))); // expect unbounded-concurrency: Promise.all(urls.map((url) => fetch(url)))
}
