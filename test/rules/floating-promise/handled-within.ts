// package: { "name": "notes", "dependencies": { "express": "5" } }
import { writeFile } from 'node:fs/promises';

declare function useCallback<F>(fn: F, needs?: unknown[]): F;
declare const extension: { storage: { session: { set(value: object): Promise<void> } } };
declare const dispatch: { notes: { fetchAll(): Promise<void> } };

// What goes wrong is dealt with inside, lies beside the program, or belongs to a browser.
export async function useNotes(name: string) {
  const load = useCallback(async () => {
    try {
      await fetch('https://example.com/notes');
    } catch (error) {
      console.error(error);
    }
  }, []);
  const send = useCallback(async () => { await fetch('https://example.com/notes', { method: 'POST' }); }, []);
  load();
  send(); // expect floating-promise: send()
  keep(name); // expect floating-promise (hint): keep(name)
  words(name); // expect floating-promise (hint): words(name)
  dispatch.notes.fetchAll(); // expect floating-promise (hint): dispatch.notes.fetchAll()
  stop();
}

async function keep(name: string) {
  await extension.storage.session.set({ name });
}

async function words(name: string) {
  return (await fetch(`./words/${name}.json`)).json();
}

async function stop() {
  await new Promise<void>(async (resolve) => {
    await fetch('https://example.com/stop');
    resolve();
  });
}

const shelf = new Map<string, Promise<Response>>();

// That promise has its handler, whoever drops it; this one has none.
export async function renew(name: string) {
  kept(name); // expect floating-promise (hint): kept(name)
  unkept(name); // expect floating-promise: unkept(name)
  await keepAsItIs(name);
}

function kept(name: string) {
  const made = fetch(`https://example.com/${name}`);
  shelf.set(name, made);
  made.catch(() => shelf.delete(name));
  return made;
}

function unkept(name: string) {
  const made = fetch(`https://example.com/${name}`);
  shelf.set(name, made);
  return made;
}

// What is written beside the program may well fail.
async function keepAsItIs(name: string) {
  write(name); // expect floating-promise: write(name)
  await stop();
}

async function write(name: string) {
  await writeFile('./notes.txt', name);
}
