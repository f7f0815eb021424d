// package: { "name": "notes", "dependencies": { "express": "5" } }
declare function useState<S>(first: S): [S, (value: S) => void];
declare function useNotes(): { rename(name: string): Promise<void> };
async function save(name: string) {
  await fetch(`/notes/${name}`, { method: 'PUT' });
}

export function Editor(name: string) {
  const [saving, setSaving] = useState(false);
  const [renaming, setRenaming] = useState(false);
  const [, setTouched] = useState(false);
  const [closing, setClosing] = useState(false);
  const { rename } = useNotes();

  async function change() {
    setSaving(true); // expect missing-cleanup: setSaving(true)
    await save(name);
    setSaving(false);
  }

  // Whether what a hook gives ever fails, nobody knows here.
  async function move() {
    setRenaming(true);
    await rename(name);
    setRenaming(false);
  }

  // Nobody asks for it.
  async function close() {
    setClosing(true); // expect missing-cleanup (hint): setClosing(true)
    await save(name);
    setClosing(false);
    setTouched(true);
  }

  // What it belongs to is gone.
  async function send(closeEditor: () => void) {
    setSaving(true); // expect missing-cleanup (hint): setSaving(true)
    try {
      await save(name);
      setSaving(false);
    } catch {
      closeEditor();
    }
  }

  return [send, saving, renaming, change, move, close];
}
