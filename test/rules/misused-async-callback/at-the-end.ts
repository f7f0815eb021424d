import process from 'node:process';

declare function flush(): Promise<void>;

/** What is waited for on exit never comes. */
process.on('exit', async () => {
  await flush();
});

process.on('SIGHUP', async () => { // expect misused-async-callback: async () => { …
  await flush();
});
