export async function request(url: string) {
  const answer = await Promise.race([
    fetch(url),
    new Promise<never>((_, reject) => setTimeout(reject, 30_000)), // expect leaked-timer: setTimeout(reject, 30_000)
  ]);
  return answer.status;
}
