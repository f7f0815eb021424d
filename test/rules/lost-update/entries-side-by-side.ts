declare function load(url: string): Promise<string>;
declare function render(text: string): Promise<string>;
declare const page: { text: string };

const drawn = new Map<string, string>();

export async function attachAll(urls: string[]) {
  const files = new Map<string, string>();
  await Promise.all(urls.map(async (url) => {
    if (files.has(url)) return;
    files.set(url, await load(url)); // expect lost-update: files.set(url, await load(url))
  }));
  await Promise.all(urls.map(async (url) => {
    if (!files.has(url)) {
      const text = await render(url);
      files.set(url, text); // expect lost-update (information): files.set(url, text)
    }
    if (drawn.has(url)) return;
    await render(url);
    drawn.set(url, page.text); // expect lost-update (hint): drawn.set(url, page.text)
  }));
  return files;
}
