declare function work(): Promise<string>;

export async function onSuccess(ms: number) {
  let timer: NodeJS.Timeout | undefined;
  const result = await Promise.race([work(), new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), ms); // expect leaked-timer: setTimeout(() => reject(new Error('too late')), ms)
  })]);
  clearTimeout(timer);
  return result;
}

export async function onBoth(ms: number) {
  let timer: NodeJS.Timeout | undefined;
  try {
    const result = await Promise.race([work(), new Promise<never>((_, reject) => { timer = setTimeout(reject, ms); })]);
    clearTimeout(timer);
    return result;
  } catch (error) {
    clearTimeout(timer);
    throw error;
  }
}
