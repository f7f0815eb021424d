const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

let interrupted = false;

/** Whether this process is about to end: what fails now, fails because of that. */
export const isInterrupted = () => interrupted;

/**
 * Calls `cleanUp` when the process is told to end, and then ends it. Gives the function that calls this off.
 * A second signal while cleaning up changes nothing: a terminal and npm may each pass Ctrl+C on.
 */
export function onInterrupt(cleanUp, exitCode = 130) {
  let called = false;
  const listener = async () => {
    if (called) return;
    called = true;
    interrupted = true;
    try {
      await cleanUp();
    } finally {
      process.exit(exitCode);
    }
  };
  for (const signal of signals) process.on(signal, listener);
  return () => signals.forEach((signal) => process.off(signal, listener));
}
