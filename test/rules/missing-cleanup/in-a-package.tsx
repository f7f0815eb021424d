// package: { "name": "notes", "dependencies": { "express": "5" } }
declare function setSaving(saving: boolean): void;
async function rename(name: string) {
  await fetch(`/notes/${name}`, { method: 'PUT' });
}

interface Props { name: string; onSave(): Promise<void> }

// Whether what is handed in ever fails, those know who have handed it in.
export function editor({ name, onSave }: Props) {
  return {
    async save() {
      setSaving(true); // expect missing-cleanup (hint): setSaving(true)
      await onSave();
      setSaving(false);
    },
    async rename() {
      setSaving(true); // expect missing-cleanup: setSaving(true)
      await rename(name);
      setSaving(false);
    },
  };
}
