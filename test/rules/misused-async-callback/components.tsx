declare global {
  namespace JSX { interface IntrinsicElements { 'a-button': { onClick?: () => void; children?: string } } }
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
      <a-button onClick={async () => { await save(); }}>Save</a-button> {/* expect misused-async-callback (information): async () => { await save(); } */}
      <a-button onClick={submit}>Submit</a-button> {/* expect misused-async-callback (information): submit */}
      <a-button onClick={safe}>Safe</a-button>
      <a-button onClick={() => { save().catch(show); }}>Caught</a-button>
      <Dialog onClose={submit} onSave={submit} /> {/* expect misused-async-callback (information): submit */}
    </>
  );
}
