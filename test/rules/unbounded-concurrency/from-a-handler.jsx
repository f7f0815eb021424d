async function upload(file) {
  await fetch('/upload', { method: 'POST', body: file });
}

export function Upload({ files, onDone }) {
  return <button onClick={async () => { await Promise.all(files.map((file) => upload(file))); onDone(<b>Done</b>); }}>Upload</button>; // expect unbounded-concurrency: Promise.all(files.map((file) => upload(file)))
}
