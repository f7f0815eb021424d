// A workspace with more findings than anybody reads: what a large project has on its first day.
import fs from 'node:fs';
import path from 'node:path';

const [folders, filesInFolder, functionsInFile] = [48, 10, 10];
/** One file that a generator wrote. */
const functionsInLongFile = 200;

/** Two in each function. */
export const manyFindings = 2 * (folders * filesInFolder * functionsInFile + functionsInLongFile);

/** Writes it into an empty folder: `src/part-N/file-N.ts`, `src/long.ts`. */
export function fillWithFindings(folder) {
  const write = (name, text) => fs.writeFileSync(path.join(folder, name), text);
  write('package.json', JSON.stringify({ name: 'orders', private: true, type: 'module', scripts: { start: 'node src/main.js' } }));
  write('async-pitfalls.jsonc', JSON.stringify({ rules: { 'floating-promise': 'warning', 'blocking-call': 'warning' } }));
  write('tsconfig.json', JSON.stringify({ compilerOptions: { target: 'es2022', module: 'nodenext', types: [] }, include: ['src'] }));
  for (let part = 0; part < folders; part++)
    for (let file = 0; file < filesInFolder; file++) addFindings(path.join(folder, `src/part-${part}`), `file-${file}`, `save${part}x${file}`, functionsInFile);
  addFindings(path.join(folder, 'src'), 'long', 'saveLong', functionsInLongFile);
}

/** Writes a file with so many functions, in each of which the function `save` floats and another one blocks. */
export function addFindings(folder, name, save, functions) {
  const all = Array.from({ length: functions }, (_, number) => `
export async function handle${number}(request: Request): Promise<Response> {
  ${save}(${number});
  return new Response(template(${number}), { status: (await request.text()) === '' ? 400 : 200 });
}
`);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, `${name}.ts`), `import { readFileSync } from 'node:fs';

async function ${save}(id: number): Promise<void> {
  await fetch(\`https://orders.example/\${id}\`);
}

function template(id: number): string {
  return readFileSync(\`templates/\${id}.html\`, 'utf8');
}
${all.join('')}`);
}
