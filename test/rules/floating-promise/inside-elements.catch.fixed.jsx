async function save(text) {
  await fetch('/save', { method: 'POST', body: text });
}

export function Editor({ text, onSaved }) {
  return (
    <form onSubmit={() => { save(text).catch((error) => { console.error(error); }); }}>
      <button onClick={async () => { try { save(text).catch((error) => { console.error(error); }); onSaved(); } catch (error) { onSaved(error); } }}>Save</button>
      {text.split('\n').map((line) => (
        <li key={line} onClick={() => {
          save(line).then(() => onSaved(<b>{line}</b>)).catch((error) => { console.error(error); });
        }}>{`${line}`}</li>
      ))}
    </form>
  );
}
