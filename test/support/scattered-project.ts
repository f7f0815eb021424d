import type { Random } from './random.ts';

/** What a function does, by what it uses: names of its own file, or of others. */
const bodies: Readonly<Record<string, (name: string, used: readonly string[]) => string>> = {
  calls: (name, used) => `export async function ${name}(): Promise<void> { ${used.map((other) => `await ${other}();`).join(' ')} }`,
  passes: (name, used) => `export function ${name}() { return ${used[0] ?? 'Promise.resolve'}(); }`,
  rejects: (name, used) => `export async function ${name}(): Promise<void> { ${used.map((other) => `await ${other}();`).join(' ')} if (Math.random() > 2) throw new Error('no'); }`,
  fails: (name) => `export async function ${name}(): Promise<void> { const answer = await fetch('/${name}'); if (!answer.ok) throw new Error('no'); }`,
  catches: (name, used) => `export async function ${name}(): Promise<void> { try { ${used.map((other) => `await ${other}();`).join(' ')} } catch (error) { console.error(error); } }`,
  blocks: (name) => `export function ${name}() { return readFileSync(process.argv[2] ?? '', 'utf8').length; }`,
  helps: (name, used) => `export function ${name}(): number { ${used.map((other) => `${other}();`).join(' ')} return 1; }`,
  delays: (name) => `export function ${name}() { return new Promise<void>((resolve) => setTimeout(resolve, 500)); }`,
  follows: (name) => `export async function ${name}(): Promise<void> { for (;;) await wait(); }`,
  runs: (name, used) => `export function ${name}(run: () => unknown) { ${used[0] === undefined ? 'run();' : `${used[0]}(run);`} }`,
  closes: (name, used) => `export function ${name}(item: { close(): void }) { ${used[0] === undefined ? 'item.close();' : `${used[0]}(item);`} }`,
  limits: (name, used) => `const ${name}Limit = pLimit(2);\nexport async function ${name}(): Promise<void> { await ${name}Limit(() => ${used[0] ?? 'wait'}()); }`,
  asks: (name, used) => `export async function ${name}(): Promise<void> { ${used.map((other) => `await ${other}();`).join(' ')} await fetch('/${name}'); }`,
};

/** What makes a rule speak of what is used. */
const uses: Readonly<Record<string, (name: string, used: string) => string>> = {
  left: (name, used) => `export async function ${name}() {\n  ${used}();\n  await wait();\n}`,
  voided: (name, used) => `export function ${name}() {\n  void ${used}();\n  [1].forEach(async () => { await ${used}(); });\n}`,
  all: (name, used) => `export async function ${name}(ids: string[]) {\n  return Promise.all(ids.map(() => ${used}()));\n}`,
  inLoop: (name, used) => `export async function ${name}(ids: string[]) {\n  const all: unknown[] = [];\n  for (const id of ids) all.push(id, await ${used}());\n  return all;\n}`,
  flag: (name, used) => `let ${name}Busy = false;\nexport async function ${name}() {\n  if (${name}Busy) return;\n  ${name}Busy = true;\n  await ${used}();\n  ${name}Busy = false;\n}`,
  late: (name, used) => `export async function ${name}() {\n  const late = ${used}();\n  await wait();\n  await late;\n}`,
  returned: (name, used) => `export async function ${name}() {\n  try {\n    return ${used}();\n  } catch {\n    return undefined;\n  }\n}`,
  raced: (name, used) => `export function ${name}() {\n  return Promise.race([${used}(), wait()]);\n}`,
  opened: (name, used) => `export async function ${name}() {\n  const file = await open('a');\n  ${used}(file as never);\n  await wait();\n}`,
  read: (name, used) => `export async function ${name}() {\n  await wait();\n  ${used}(() => readFileSync(process.argv[3] ?? ''));\n}`,
  retried: (name, used) => `export async function ${name}(done: boolean) {\n  while (!done) {\n    try { await ${used}(); done = true; } catch { /* again */ }\n  }\n}`,
  job: (name, used) => `export class ${name}Job {\n  async stop() { await ${used}(); }\n  start() { this.stop(); }\n}`,
};

/** What some of the code is about: what most functions are, what some are, and who speaks of it. Where all is mixed, nearly everything is known at the first look. */
const themes: readonly { most: readonly string[]; some: readonly string[]; uses: readonly string[] }[] = [
  { most: ['calls'], some: ['rejects', 'fails', 'catches'], uses: ['left', 'voided', 'flag', 'job'] },
  { most: ['passes', 'calls'], some: ['fails', 'delays', 'follows'], uses: ['left', 'raced', 'late', 'returned'] },
  { most: ['calls'], some: ['limits', 'asks', 'catches'], uses: ['all', 'inLoop', 'retried'] },
  { most: ['closes'], some: ['helps', 'runs'], uses: ['opened', 'read'] },
  { most: ['runs', 'helps'], some: ['blocks', 'closes'], uses: ['read', 'left'] },
  { most: Object.keys(bodies), some: Object.keys(bodies), uses: Object.keys(uses) },
];

interface Declared {
  file: number;
  name: string;
}

/** Ambient declarations, so that no library need be installed. */
const globals = `declare function wait(): Promise<void>;
declare function fetch(url: string): Promise<{ ok: boolean }>;
declare function setTimeout(run: () => void, time: number): number;
declare const process: { argv: string[]; on(name: string, run: () => void): void };
declare const console: { error(...values: unknown[]): void };
declare function require(name: string): any;
declare const exports: any;
declare module 'node:fs' { export function readFileSync(path: string, encoding?: string): string; }
declare module 'node:fs/promises' { export function open(path: string): Promise<{ close(): Promise<void> }>; }
declare module 'p-limit' { export default function pLimit(count: number): <R>(run: () => Promise<R>) => Promise<R>; }
`;

/**
 * The texts of a small project, by path below its folder: few functions of many files use each other, in rings as well, and
 * what speaks of them stands at some distance.
 */
export function scatteredProject(random: Random): Map<string, string> {
  const count = 8 + random.below(8);
  const isScript = Array.from({ length: count }, () => random.chance(0.3));
  const all: Declared[] = Array.from({ length: count + random.below(4) }, (_, index) => ({ file: index < count ? index : random.below(count), name: `${random.of(['load', 'save', 'sendLargeFile', 'step'])}${index}` }));
  const theme = random.of(themes);
  const lines: string[][] = Array.from({ length: count }, () => []);
  const imported: Map<string, Declared>[] = Array.from({ length: count }, () => new Map<string, Declared>());
  const use = ({ file }: Pick<Declared, 'file'>): string => {
    const other = random.of(all);
    if (other.file !== file) imported[file]?.set(other.name, other);
    return other.name;
  };
  for (const own of all) {
    const kind = random.of(random.chance(0.8) ? theme.most : theme.some);
    const names = Array.from({ length: random.chance(0.2) ? 0 : 1 + random.below(2) }, () => use(own)).filter((name) => name !== own.name);
    lines[own.file]?.push(bodies[kind]?.(own.name, names) ?? '');
  }
  for (let index = 0; index < 2 * count; index += 1) {
    const file = random.below(count);
    lines[file]?.push(uses[random.of(theme.uses)]?.(`use${index}`, use({ file })) ?? '');
  }
  const pathOf = (file: number): string => `src/${String.fromCharCode(97 + file)}.${isScript[file] ? 'js' : 'ts'}`;
  const texts = new Map([['src/globals.d.ts', globals]]);
  for (let file = 0; file < count; file += 1) {
    const barrel = random.below(count);
    const passed = random.chance(0.15) && barrel !== file ? [`export * from './${String.fromCharCode(97 + barrel)}';`] : [];
    const from = ({ file: other }: Declared): string => `./${String.fromCharCode(97 + other)}`;
    const imports = [...imported[file]?.values() ?? []].map((other) => `import { ${other.name} } from '${from(other)}';`);
    const last = random.chance(0.05) ? ["process.on('unhandledRejection', () => {});"] : [];
    const text = ["import { readFileSync } from 'node:fs';", "import { open } from 'node:fs/promises';", "import pLimit from 'p-limit';", ...imports, ...passed, ...last, ...lines[file] ?? []].join('\n');
    texts.set(pathOf(file), isScript[file] ? withoutTypes(text) : text);
  }
  return texts;
}

/** What JavaScript does not read is taken out of the code that is made here. */
export function withoutTypes(text: string): string {
  return text.replace(/^export interface .*\n?|^declare global .*\n?/gm, '').replace(/\): Promise<void>/g, ')').replace(/\): number/g, ')').replace(/<void>/g, '')
    .replace(/ as any as \{[^}]*\}| as never|: \{ close\(\): void \}|: \(\) => unknown|: string\[\]|: unknown\[\]|: boolean|: any\b|: \w+(?:Item|Slot)\b/g, '');
}
