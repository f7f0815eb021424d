// package: { "name": "notes", "dependencies": { "express": "5" } }
interface Slots { lock(name: string): void; unlock(name: string): void; keep(name: string): void }

declare const slots: Slots;
declare function load(url: string): Promise<void>;

// What nothing waits for fails by a mistake alone.
export function take(name: string) {
  slots.lock(name); // expect missing-cleanup (hint): slots.lock(name)
  slots.keep(name);
  slots.unlock(name);
}

export async function takeFrom(name: string) {
  slots.lock(name); // expect missing-cleanup: slots.lock(name)
  await fetch(`https://example.com/${name}`);
  slots.unlock(name);
}

// It is small, and goes with the page.
export async function show(text: string) {
  const url = URL.createObjectURL(new Blob([text])); // expect missing-cleanup (hint): url
  await load(url);
  URL.revokeObjectURL(url);
}
