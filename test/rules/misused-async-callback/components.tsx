declare global {
  namespace JSX { interface IntrinsicElements { button: { onClick?: () => void; children?: string } } }
}
declare function save(): Promise<void>;
declare function show(error: unknown): void;
declare function Dialog(props: { onClose: () => void; onSave: () => Promise<void> }): object;

export function Form() {
  const submit = async () => { await save(); };
  const safe = async () => {
    try {
      await save();
    } catch (error) {
      console.error(error);
    }
  };
  return (
    <>
      <button onClick={async () => { await save(); }}>Save</button> {/* expect misused-async-callback (information): async () => { await save(); } */}
      <button onClick={submit}>Submit</button> {/* expect misused-async-callback (information): submit */}
      <button onClick={safe}>Safe</button>
      <button onClick={() => { save().catch(show); }}>Caught</button>
      <Dialog onClose={submit} onSave={submit} /> {/* expect misused-async-callback (information): submit */}
    </>
  );
}
