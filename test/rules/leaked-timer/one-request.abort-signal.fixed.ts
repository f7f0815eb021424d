export async function request(url: string) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  return answer.status;
}
