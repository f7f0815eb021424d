// dependencies: p-map
import pMap from 'p-map';

export async function all(urls: string[]) {
  return pMap(urls, (url) => fetch(url)); // expect unbounded-concurrency: pMap(urls, (url) => fetch(url))
}
