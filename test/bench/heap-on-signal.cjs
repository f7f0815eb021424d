// Preloaded into a measured process: on SIGUSR2 collects all garbage and writes down how much of the heap is in use.
const fs = require('node:fs');

process.on('SIGUSR2', () => {
  globalThis.gc();
  globalThis.gc();
  fs.writeFileSync(process.env.HEAP_FILE, String(process.memoryUsage().heapUsed / 1024 / 1024));
});
