export function late(ms: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`nothing within ${ms} ms`)), ms);
  });
}

export function lateUnlessAborted(ms: number, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new Error('too late')), ms);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
