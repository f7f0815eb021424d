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
      <button onClick={() => { void (async () => { await save(); })().catch((error) => { console.error(error); }); }}>Save</button>
      <button onClick={submit}>Submit</button>
      <button onClick={safe}>Safe</button>
      <button onClick={() => { save().catch(show); }}>Caught</button>
      <Dialog onClose={submit} onSave={submit} />
    </>
  );
}
