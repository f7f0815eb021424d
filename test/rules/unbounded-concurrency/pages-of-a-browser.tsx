// package: { "name": "photo-desk", "dependencies": { "react": "19" } }
declare function useData(): { photos: { url: string }[] };

// The browser queues what goes beyond its connections.
export async function preload(photos: { url: string }[]) {
  await Promise.all(photos.map(({ url }) => fetch(url))); // expect unbounded-concurrency (hint): Promise.all(…
}

export async function first() {
  const { photos } = useData();
  await Promise.all(photos.slice(0, 8).map(({ url }) => fetch(url)));
}
