async function upload(file) {
  await fetch('/upload', { method: 'POST', body: file });
}

export function Upload({ files, onDone }) {
  return <button onClick={async () => { const limit = createLimiter(10); await Promise.all(files.map((file) => limit(() => upload(file)))); onDone(<b>Done</b>); }}>Upload</button>;
}

/** Runs the functions it is given, at most `limit` of them at the same time; the others wait for their turn. */
function createLimiter(limit) {
  let running = 0;
  const waiting = [];
  return async function run(task) {
    if (running >= limit) await new Promise((resolve) => { waiting.push(resolve); });
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
