/** Runs work soon after it is asked for, however often: at most once in a while. The last call is never lost. */
export function throttle(milliseconds: number, work: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      work();
    }, milliseconds);
  };
}
