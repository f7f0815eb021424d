// package: { "name": "notes", "dependencies": { "express": "5", "pg": "8", "some-client": "1" } }
import { readFile } from 'node:fs/promises';

declare const prisma: { note: { update(change: unknown): Promise<void> } };
declare function saveElsewhere(note: string): Promise<{ status: string }>;
declare const supabase: { from(table: string): { insert(row: unknown): Promise<{ error: unknown }> } };
declare function leave(): void;
declare const shelf: { put(note: string): Promise<void> };

export class Notes {
  private busy = false;
  private current: Promise<void> = Promise.resolve();

  isBusy() {
    return this.busy;
  }

  async overTheNetwork(note: string) {
    this.busy = true; // expect missing-cleanup: this.busy = true
    await send(note);
    this.busy = false;
  }

  async fromAFile(path: string) {
    this.busy = true; // expect missing-cleanup: this.busy = true
    const text = await readFile(path, 'utf8');
    this.busy = false;
    return text;
  }

  async toAStore(text: string) {
    this.busy = true; // expect missing-cleanup: this.busy = true
    await prisma.note.update({ text });
    this.busy = false;
  }

  async thrownForAnAnswer(note: string) {
    this.busy = true; // expect missing-cleanup: this.busy = true
    await check(note);
    this.busy = false;
  }

  async rejectedForAnEvent(note: { onload(): void; onerror(error: Error): void }) {
    this.busy = true; // expect missing-cleanup: this.busy = true
    await new Promise<void>((resolve, reject) => {
      note.onload = () => resolve();
      note.onerror = (error) => reject(error);
    });
    this.busy = false;
  }

  // Nobody can look into these: they may deal with their errors.
  async ofSomebodyElse(note: string) {
    this.busy = true; // expect missing-cleanup (hint): this.busy = true
    await saveElsewhere(note);
    this.busy = false;
  }

  async behindAnInterface(note: string) {
    this.busy = true; // expect missing-cleanup (hint): this.busy = true
    await shelf.put(note);
    this.busy = false;
  }

  // It says what went wrong by what it gives.
  async toSupabase(note: string) {
    this.busy = true; // expect missing-cleanup (hint): this.busy = true
    await supabase.from('notes').insert({ note });
    this.busy = false;
  }

  // What is known to fail is not what the way with the flag still set begins with.
  async thenGone(note: string) {
    this.busy = true; // expect missing-cleanup (hint): this.busy = true
    const answer = await saveElsewhere(note);
    if (answer.status === 'ok') leave();
    else this.busy = false;
  }

  async kept() {
    this.busy = true;
    await this.current;
    this.busy = false;
  }
}

async function send(note: string) {
  await fetch('/notes', { method: 'POST', body: note });
}

async function check(note: string) {
  const answer = await saveElsewhere(note);
  if (answer.status !== 'ok') throw new Error(answer.status);
}
