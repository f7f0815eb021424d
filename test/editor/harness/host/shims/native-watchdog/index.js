'use strict';
// Ends this process when its parent is gone. A worker thread watches (the real module has a native thread for it), so
// that it works while an extension blocks the main thread.
const { Worker } = require('worker_threads');

exports.start = (parentId) => {
  const watch = `setInterval(() => {
    try { process.kill(${Number(parentId)}, 0); } catch { process.kill(process.pid, 'SIGKILL'); }
  }, 2000);`;
  new Worker(watch, { eval: true }).unref();
};
exports.exit = (code) => process.exit(code);
