async function save(text) {
  await fetch('/save', { method: 'POST', body: text });
}

export function Editor({ text, onSaved }) {
  return (
    <form onSubmit={() => { void save(text); }}>
      <button onClick={async () => { try { void save(text); onSaved(); } catch (error) { onSaved(error); } }}>Save</button>
      {text.split('\n').map((line) => (
        <li key={line} onClick={() => {
          void save(line).then(() => onSaved(<b>{line}</b>));
        }}>{`${line}`}</li>
      ))}
    </form>
  );
}
