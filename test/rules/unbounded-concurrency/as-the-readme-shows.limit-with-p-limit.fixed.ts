import pLimit from 'p-limit';

// dependencies: p-limit
export async function download(urls: string[]) {
  const limit = pLimit(10);
  return Promise.all(urls.map((url) => limit(() => fetch(url))));
}
