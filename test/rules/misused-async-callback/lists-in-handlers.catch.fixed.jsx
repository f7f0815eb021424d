export function Remove({ files, onDone }) {
  return (
    <button onClick={async () => {
      try {
        files.forEach((file) => { void (async () => {
          await fetch(`/files/${file}`, { method: 'DELETE' });
        })().catch((error) => { console.error(error); }); });
        onDone(<p>{files.length} removed</p>);
      } catch (error) {
        onDone(<p>{String(error)}</p>);
      }
    }}>Remove</button>
  );
}
