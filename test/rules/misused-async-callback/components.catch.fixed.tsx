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
      <a-button onClick={() => { void (async () => { await save(); })().catch((error) => { console.error(error); }); }}>Save</a-button>
      <a-button onClick={() => { void submit().catch((error) => { console.error(error); }); }}>Submit</a-button>
      <a-button onClick={safe}>Safe</a-button>
      <a-button onClick={() => { save().catch(show); }}>Caught</a-button>
      <Dialog onClose={() => { void submit().catch((error) => { console.error(error); }); }} onSave={submit} />
    </>
  );
}
