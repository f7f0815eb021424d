interface Locks { lock(id: string): Promise<void>; unlock(id: string): Promise<void> }
declare const store: Locks;
declare function save(text: string): Promise<void>;

/** Whoever edits takes the lock with one request and gives it back with another. */
export async function edit(id: string, text: string, lock: boolean) {
  if (id && lock) {
    await store.lock(id);
  }
  await save(text);
  if (id && !lock) {
    await store.unlock(id);
  }
}

/** Here one call does both. */
export async function editOnce(id: string, text: string) {
  let isLocked = false;
  if (!isLocked) {
    await store.lock(id); // expect missing-cleanup: await store.lock(id)
    isLocked = true;
  }
  await save(text);
  if (isLocked) await store.unlock(id);
}
