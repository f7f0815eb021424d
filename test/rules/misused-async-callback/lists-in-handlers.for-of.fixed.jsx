export function Remove({ files, onDone }) {
  return (
    <button onClick={async () => {
      try {
        for (const file of files) {
          await fetch(`/files/${file}`, { method: 'DELETE' });
        }
        onDone(<p>{files.length} removed</p>);
      } catch (error) {
        onDone(<p>{String(error)}</p>);
      }
    }}>Remove</button>
  );
}
