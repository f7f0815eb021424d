import { EventEmitter } from 'node:events';

declare function save(line: string): Promise<void>;

export function listen(emitter: EventEmitter) {
  const onLine = async (line: string) => { await save(line); };
  emitter.on('line', onLine); // expect misused-async-callback: onLine
  return () => {
    emitter.off('line', onLine);
    emitter.removeListener('line', onLine);
  };
}

// Nobody is left to see an error.
process.on('SIGTERM', async () => {
  try {
    await save('end');
  } finally {
    process.exit(0);
  }
});
