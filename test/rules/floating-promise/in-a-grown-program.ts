// package: { "name": "notes", "version": "1.0.0" }
// grown
import { writeFile } from 'node:fs/promises';

async function keepNote(name: string) {
  await writeFile(name, '');
}

async function tellOthers(name: string) {
  const answer = await fetch('https://example.com/notes', { method: 'POST', body: name });
  if (!answer.ok) throw new Error(answer.statusText);
}

export async function keepAll(names: string[]) {
  for (const name of names) await keepNote(name);
  await keepNote('all');
}

// All others wait for this one, and for this one nobody does: a mistake more likely than a decision.
export async function keepLast(name: string) {
  keepNote(name); // expect floating-promise: keepNote(name)
  await tellOthers(name);
}

// Once left, never awaited: that is how it is meant, as far as anybody can see.
export async function addNote(name: string) {
  await keepNote(name);
  reportTo(name); // expect floating-promise (hint): reportTo(name)
  return name;
}

async function reportTo(name: string) {
  await tellOthers(name);
}

async function reportTick(name: string) {
  await tellOthers(name);
}

async function reportPut(name: string) {
  await tellOthers(name);
}

async function reportKept(name: string) {
  await tellOthers(name);
}

async function reportEach(name: string) {
  await tellOthers(name);
}

// The `catch` is for it, and does not hear of it.
export async function share(name: string) {
  try {
    pushTo(name); // expect floating-promise: pushTo(name)
    await keepNote(name);
  } catch (error) {
    console.error(error);
    throw error;
  }
}

async function pushTo(name: string) {
  await fetch(`https://example.com/${name}`);
}

// What a handler does in its turn is another matter.
export async function shareLater(name: string) {
  try {
    await keepNote(name);
  } catch (error) {
    console.error(error);
    pushTo(name); // expect floating-promise (hint): pushTo(name)
    keepNote('failed'); // expect floating-promise (hint): keepNote('failed')
  }
  return name;
}

// Whoever waits for this waits forever.
export function sizeOf(name: string): Promise<number> {
  return new Promise((resolve) => {
    fetch(`https://example.com/${name}`).then((answer) => answer.arrayBuffer()).then((data) => { resolve(data.byteLength); }); // expect floating-promise: fetch(`https://example.com/${name}`).then((answer) => answer.arrayBuffer()).then((data) => { resolve(data.byteLength); })
  });
}

// A timer goes on.
export function begin(name: string) {
  const timer = setInterval(() => {
    reportTick(name); // expect floating-promise (hint): reportTick(name)
  }, 1000);
  return timer;
}

// This one has somebody, who has decided.
export function shelf(name: string) {
  return {
    put() {
      reportPut(name); // expect floating-promise (hint): reportPut(name)
      return name;
    },
  };
}

// What is put away is meant to be asked for.
export async function keepTwo(first: string, second: string) {
  const kept = reportKept(first); // expect floating-promise: kept
  await keepNote(second);
}

// Whoever waits for this waits for none of them.
export async function reportAll(names: string[]) {
  await keepNote('all');
  names.forEach((name) => {
    reportEach(name); // expect floating-promise: reportEach(name)
  });
}

// Who maps wants what comes of it.
export async function reportMapped(names: string[]) {
  names.map((name) => reportEach(name)); // expect floating-promise: names.map((name) => reportEach(name))
  await keepNote('mapped');
}

export class Pages {
  private count = 0;

  async turnPage(): Promise<void> {
    await Promise.resolve();
    this.count += 1;
  }

  async turnBack(): Promise<void> {
    await Promise.resolve();
    this.count -= 1;
  }

  async turnAll(): Promise<number> {
    await this.turnPage();
    await this.turnPage();
    return this.count;
  }

  // That this is too early those say who wait elsewhere.
  async next(): Promise<number> {
    this.turnPage(); // expect floating-promise (information): this.turnPage()
    return this.count;
  }

  async before(): Promise<number> {
    this.turnBack(); // expect floating-promise (hint): this.turnBack()
    return this.count;
  }
}
