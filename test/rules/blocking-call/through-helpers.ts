import { readFileSync } from 'node:fs';

function readOne(file: string) {
  return readFileSync(file, 'utf8');
}

const loadTemplate = (name: string) => readOne(`${name}.html`);

function again(name: string, depth: number): string {
  return depth > 0 ? again(name, depth - 1) : loadTemplate(name);
}

export async function render(name: string, files: string[]) {
  const all = files.map(readOne); // expect blocking-call: readOne
  const each = files.map((file) => readOne(file)); // expect blocking-call: readOne(file)
  return loadTemplate(name) + again(name, 2) + all + each; // expect blocking-call: loadTemplate(name) // expect blocking-call: again(name, 2)
}

/** The finding stands in an async helper, not at its callers. */
async function own(file: string) {
  return readFileSync(file); // expect blocking-call: readFileSync(file)
}

export async function callsOwn() {
  return own('a');
}
