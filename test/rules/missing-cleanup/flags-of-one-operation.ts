declare function send(text: string): Promise<string>;
interface Progress { setNested(nested: boolean): void; setLoading(loading: boolean): void }

/** Ends with the operation that the error ends. */
export async function watch(onEvent: (listener: () => Promise<void>) => void) {
  let isSending = false;
  onEvent(async () => {
    if (isSending) return;
    isSending = true; // expect missing-cleanup (hint): isSending = true
    await send('event');
    isSending = false;
  });
}

export function load(progress: Progress, run: (work: () => Promise<void>) => Promise<void>) {
  return run(async () => {
    progress.setNested(true); // expect missing-cleanup (hint): progress.setNested(true)
    progress.setLoading(true); // expect missing-cleanup: progress.setLoading(true)
    await send('load');
    progress.setLoading(false);
    progress.setNested(false);
  });
}
