// package: { "name": "notes", "dependencies": { "express": "5", "async-sema": "3" } }
class Slots {
  private free = 1;
  async acquire() { this.free -= 1; await Promise.resolve(); }
  release() { this.free += 1; }
}

const everybodys = new Slots();

export async function keep(notes: string[]) {
  for (const note of notes) {
    await everybodys.acquire(); // expect missing-cleanup: await everybodys.acquire()
    await fetch('/notes', { method: 'POST', body: note });
    everybodys.release();
  }
}

// What waits for it goes with the call that has failed.
export async function keepTogether(notes: string[]) {
  const slots = new Slots();
  await Promise.all(notes.slice(0, 9).map(async (note) => {
    await slots.acquire(); // expect missing-cleanup (hint): await slots.acquire()
    await fetch('/notes', { method: 'POST', body: note });
    slots.release();
  }));
}
