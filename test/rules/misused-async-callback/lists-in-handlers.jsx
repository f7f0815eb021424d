export function Remove({ files, onDone }) {
  return (
    <button onClick={async () => {
      try {
        files.forEach(async (file) => { // expect misused-async-callback: async (file) => {…
          await fetch(`/files/${file}`, { method: 'DELETE' });
        });
        onDone(<p>{files.length} removed</p>);
      } catch (error) {
        onDone(<p>{String(error)}</p>);
      }
    }}>Remove</button>
  );
}
