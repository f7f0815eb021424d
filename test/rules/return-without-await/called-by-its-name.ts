// package: { "name": "notes", "dependencies": { "express": "4" } }
import { readFile } from 'node:fs/promises';

declare const registry: { notes: { loadNote(name: string): Promise<string> } };

// What the registry calls is most likely this very function, which catches what goes wrong.
export async function loadNote(name: string): Promise<string> {
  try {
    const text = await readFile(name, 'utf8');
    if (text.startsWith('see ')) return registry.notes.loadNote(text.slice(4)); // expect return-without-await (hint): return registry.notes.loadNote(text.slice(4));
    return text;
  } catch {
    return '';
  }
}

export async function loadFirst(names: string[]): Promise<string> {
  try {
    return readFile(names[0] ?? '', 'utf8'); // expect return-without-await: return readFile(names[0] ?? '', 'utf8');
  } catch {
    return '';
  }
}
