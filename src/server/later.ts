/** Work that is asked for often and done seldom. */
export interface Later {
  /** Once, when nobody has asked for a while. */
  soon(): void;
  /** Once, in the next turn. */
  now(): void;
}

/** Runs work once after calls have stopped for a while, and never twice at the same time. */
export function later(milliseconds: number, work: () => Promise<void>, failed: (error: unknown) => void): Later {
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        await work();
      } while (again);
    } finally {
      running = false;
    }
  };
  const start = (delay: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => { run().catch(failed); }, delay);
  };
  return { soon: () => start(milliseconds), now: () => start(0) };
}
