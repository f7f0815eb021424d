export async function answerWithin<T>(work: Promise<T>, ms: number): Promise<T> {
  return await Promise.race([
    work,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('too late')), ms); // expect leaked-timer: setTimeout(() => reject(new Error('too late')), ms)
    }),
  ]);
}
