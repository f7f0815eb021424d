// package: { "name": "notes", "dependencies": { "next": "15" } }
declare function useState<S>(value: S): [S, (value: S) => void];
declare function confirmPayment(id: string): Promise<{ error?: string }>;
declare function upload(name: string): Promise<{ type: 'done' } | { type: 'error' }>;
declare global { interface Window { api: { install(name: string): Promise<void> } } }

// Which errors reach them is written elsewhere, or they tell by value.
export function usePayment() {
  const [isPaying, setIsPaying] = useState(false);

  const pay = async (id: string) => {
    setIsPaying(true); // expect missing-cleanup (hint): setIsPaying(true)
    const { error } = await confirmPayment(id);
    setIsPaying(false);
    return error;
  };
  const send = async (name: string) => {
    setIsPaying(true); // expect missing-cleanup (hint): setIsPaying(true)
    const result = await upload(name);
    setIsPaying(false);
    return result.type === 'done';
  };
  const install = async (name: string) => {
    setIsPaying(true); // expect missing-cleanup (hint): setIsPaying(true)
    await window.api.install(name);
    setIsPaying(false);
  };
  const load = async (name: string) => {
    setIsPaying(true); // expect missing-cleanup: setIsPaying(true)
    await fetch(`/notes/${name}`);
    setIsPaying(false);
  };
  return { isPaying, pay, send, install, load };
}

interface Draft { save(): Promise<void> }
declare function useDraft(): Draft;
declare function useMutation(): { mutateAsync(name: string): Promise<void> };

// What is handed in, or comes of a hook, may well keep its errors to itself; `mutateAsync` does not.
export function useSaving({ onSave }: { onSave(): Promise<void> }) {
  const [isSaving, setIsSaving] = useState(false);
  const draft = useDraft();
  const { mutateAsync } = useMutation();

  const save = async () => {
    setIsSaving(true); // expect missing-cleanup (hint): setIsSaving(true)
    await draft.save();
    setIsSaving(false);
  };
  const handOver = async () => {
    setIsSaving(true); // expect missing-cleanup (hint): setIsSaving(true)
    await onSave();
    setIsSaving(false);
  };
  const change = async (name: string) => {
    setIsSaving(true); // expect missing-cleanup: setIsSaving(true)
    await mutateAsync(name);
    setIsSaving(false);
  };
  return { isSaving, save, handOver, change };
}

export function useBoth(props: { onSave(): Promise<void> }) {
  const [isSaving, setIsSaving] = useState(false);
  const { onSave } = props;
  const { save } = useDraft();

  const saveBoth = async () => {
    setIsSaving(true); // expect missing-cleanup (hint): setIsSaving(true)
    await Promise.all([onSave(), save()]);
    setIsSaving(false);
  };
  const saveAndAsk = async () => {
    setIsSaving(true); // expect missing-cleanup: setIsSaving(true)
    await Promise.all([onSave(), fetch('/notes')]);
    setIsSaving(false);
  };
  return { isSaving, saveBoth, saveAndAsk };
}
