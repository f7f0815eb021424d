declare function chunk<Item>(items: readonly Item[], size: number): Item[][];

/** What is noted one by one is sent in large pieces, and forgotten. */
export class Usage {
  private notes: string[] = [];

  note(text: string) {
    this.notes.push(text);
  }

  async send() {
    const pieces = chunk(this.notes, 20);
    this.notes = [];
    await Promise.all(pieces.map((piece) => fetch('/usage', { method: 'POST', body: piece.join() })));
  }
}

/** A list that comes as a whole may have any length. */
export class Import {
  private rows: string[] = [];

  load(rows: string[]) {
    this.rows.push(...rows);
  }

  async send() {
    const pieces = chunk(this.rows, 20);
    this.rows = [];
    await Promise.all(pieces.map((piece) => fetch('/rows', { method: 'POST', body: piece.join() }))); // expect unbounded-concurrency: Promise.all(pieces.map((piece) => fetch('/rows', { method: 'POST', body: piece.join() })))
  }
}
