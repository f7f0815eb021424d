async function upload(file) {
  await fetch('/upload', { method: 'POST', body: file });
}

export function Upload({ files, onDone }) {
  return <button onClick={async () => { for (const file of files) {
    await upload(file);
  } onDone(<b>Done</b>); }}>Upload</button>;
}
