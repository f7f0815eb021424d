// additions: {"limiters": ["pacer.run"]}
declare const pacer: { run(url: string): Promise<Response> };

export async function all(urls: string[]) {
  await Promise.all(urls.map((url) => pacer.run(url)));
}
