import { ambient, smallConfig } from './kept-project.ts';
import type { Random } from './random.ts';
import { withoutTypes } from './scattered-project.ts';

const count = 12;

type Piece = (name: string, used: string, n: number) => string;

/** What may stand in a file; `used` is a function of another one, `n` a small number by which pieces in different files meet. A list belongs together. */
const groups: readonly (readonly Piece[])[] = [
  // What functions do, and who speaks of it.
  [
    (name, used) => `export async function ${name}(): Promise<void> { await ${used}(); }`,
    (name, used) => `export async function ${name}(): Promise<void> { await ${used}(); }`,
    (name) => `export async function ${name}(): Promise<void> { const answer = await fetch('/${name}'); if (!answer.ok) throw new Error('no'); }`,
    (name, used) => `export async function ${name}(): Promise<void> { try { await ${used}(); } catch (error) { console.error(error); } }`,
    (name, used) => `export function ${name}() { return ${used}(); }`,
    (name, used) => `export function ${name}(): number { ${used}(); return 1; }`,
    (name) => `export function ${name}() { return readFileSync(process.argv[2] ?? '').length; }`,
    (name, used) => `export async function ${name}() {\n  ${used}();\n  await wait();\n}`,
    (name, used) => `export async function ${name}(ids: string[]) {\n  return Promise.all(ids.map(() => ${used}()));\n}`,
    (name, used) => `export async function ${name}() {\n  await wait();\n  ${used}(() => readFileSync(process.argv[3] ?? ''));\n}`,
    (name) => `export function ${name}(run: () => unknown) { run(); }`,
  ],
  // The only function of a name, of whatever.
  [
    (name, _used, n) => `export class ${name}Store { async saveAllNow${n}() { await fetch('/x'); } }`,
    (name, _used, n) => `export class ${name}Store { saveAllNow${n}() { return 1; } }`,
    (name, _used, n) => `export async function ${name}(thing: any) {\n  thing.saveAllNow${n}();\n  await wait();\n}`,
  ],
  // Whether members of a name may be async, or give nothing.
  [
    (name, _used, n) => `export interface ${name}Item { run${n}(): void }\nexport function ${name}(item: ${name}Item) { item.run${n}(); }`,
    (name, _used, n) => `export interface ${name}Item { run${n}(): Promise<void> }\nexport function ${name}(item: ${name}Item) { item.run${n}(); }`,
    (name, _used, n) => `export function ${name}(item: any) { item.run${n}(); }`,
  ],
  // How a name is used everywhere.
  [
    (name, used) => `export async function ${name}Report() { await ${used}(); }\nexport async function ${name}() {\n  sendReport();\n  await wait();\n}\nasync function sendReport() { await ${used}(); }`,
    (name) => `export async function ${name}(mail: any) {\n  mail.sendReport();\n  mail.sendReport();\n  await wait();\n}`,
    (name) => `export async function ${name}(mail: any) {\n  await mail.sendReport();\n  const sent = await mail.sendReport();\n  return sent;\n}`,
  ],
  // Whether a member is read, or a component is used.
  [
    (name, _used, n) => `export class ${name}Job {\n  busy${n} = false;\n  async start() {\n    this.busy${n} = true;\n    await fetch('/start');\n    this.busy${n} = false;\n  }\n}`,
    (name, _used, n) => `export function ${name}(job: any) { return job.busy${n}; }`,
    (name) => `let ${name}Loading = false;\nexport async function ${name}() {\n  ${name}Loading = true;\n  await fetch('/load');\n  ${name}Loading = false;\n  return ${name}Loading;\n}`,
    (name, _used, n) => `export const ${name} = ['./f${4 * n + 3}.component.js', './f${n}'];`,
  ],
  // Whether somebody awaits what a slot is called.
  [
    (name, used, n) => `export interface ${name}Slot { onClose${n}: () => void }\nexport const ${name}: ${name}Slot = { onClose${n}: async () => { await ${used}(); } };`,
    (name, used, n) => `export async function ${name}(): Promise<void> { await ${used === 'wait' ? 'wait()' : `(${used} as any as { onClose${n}: () => void }).onClose${n}()`}; }`,
  ],
  // Who calls what makes something once.
  [
    (name) => `export async function ${name}() { await wait(); return readFileSync(process.argv[4] ?? ''); }`,
    (name, used) => `let ${name}Kept: any;\nexport async function ${name}() { return (${name}Kept ??= await ${used}()); }`,
  ],
  // What counts for the program.
  [
    () => "process.on('unhandledRejection', () => {});",
    () => 'createServer(() => {}).listen(80);',
  ],
  // What everybody sees.
  [
    (name) => `declare global { function shared(): Promise<void>; }\nexport async function ${name}() {\n  shared();\n}`,
    (name) => `export async function ${name}() {\n  later();\n  await wait();\n}`,
  ],
  // async-pitfalls' own comments count as well.
  [
    (name, used) => `export async function ${name}() {\n  // async-pitfalls-disable-next-line floating-promise -- meant\n  ${used}();\n}`,
  ],
];

interface Source {
  isScript: boolean;
  passes: number | undefined;
  items: { name: string; piece: Piece; used: { file: number; name: string } | undefined; n: number }[];
}

/** A project of one package whose files change in place, text by text, as they do while somebody works on it. */
export class EditedProject {
  private readonly random: Random;
  private readonly put: (file: string, text: string) => void;
  private readonly kinds: readonly (readonly Piece[])[];
  private readonly sources: Source[] = [];
  private named = 0;

  /** `put` writes a file, by its path below the project's folder. */
  constructor(random: Random, put: (file: string, text: string) => void) {
    this.random = random;
    this.put = put;
    // Of a few kinds there are enough to have to do with each other.
    this.kinds = [groups[0] ?? [], random.of(groups), random.of(groups), random.of(groups)];
    put('package.json', random.of(['{ "name": "all", "private": true, "bin": "./src/f0.ts" }', '{ "name": "all", "private": true, "dependencies": { "express": "^4" } }', '{}']));
    put('tsconfig.json', smallConfig);
    put('src/ambient.d.ts', ambient);
    this.script();
    for (let file = 0; file < count; file += 1) this.sources.push({ isScript: random.chance(0.2), passes: undefined, items: [] });
    for (const source of this.sources) for (let items = 2 + random.below(3); items > 0; items -= 1) this.addItem(source);
    this.sources.forEach((_, file) => { this.write(file); });
  }

  /** Changes a file or two, and gives their paths below the folder. */
  change(): string[] {
    return Array.from({ length: this.random.chance(0.8) ? 1 : 2 }, () => (this.random.chance(0.04) ? this.script() : this.changeFile()));
  }

  /** A file without imports: what it declares is there for all. */
  private script(): string {
    this.put('src/script.ts', this.random.chance(0.5) ? 'async function later() { await wait(); }\n' : 'function later() { return 1; }\n');
    return 'src/script.ts';
  }

  private changeFile(): string {
    const file = this.random.below(count);
    const source = this.sources[file] as Source;
    const item = source.items.length > 0 ? this.random.of(source.items) : undefined;
    if (this.random.chance(0.1)) source.passes = this.random.chance(0.5) ? undefined : this.random.below(count);
    else if (!item || this.random.chance(0.2)) this.addItem(source);
    else if (this.random.chance(0.2) && source.items.length > 1) source.items.splice(source.items.indexOf(item), 1);
    else if (this.random.chance(0.3)) item.used = this.use();
    else Object.assign(item, this.piece());
    this.write(file);
    return this.pathOf(file);
  }

  private addItem(source: Source): void {
    this.named += 1;
    source.items.push({ name: `step${this.named}`, used: this.use(), ...this.piece() });
  }

  private piece(): { piece: Piece; n: number } {
    return { piece: this.random.of(this.random.of(this.kinds)), n: this.random.below(2) };
  }

  private use(): { file: number; name: string } | undefined {
    const file = this.random.below(count);
    const items = this.sources[file]?.items ?? [];
    return items.length === 0 || this.random.chance(0.65) ? undefined : { file, name: this.random.of(items).name };
  }

  private pathOf(file: number): string {
    return `src/${this.moduleOf(file)}.${this.sources[file]?.isScript ? 'js' : 'ts'}`;
  }

  private moduleOf(file: number): string {
    return file % 4 === 3 ? `f${file}.component` : `f${file}`;
  }

  private write(file: number): void {
    const { isScript, passes, items } = this.sources[file] as Source;
    const used = new Map(items.flatMap(({ used: one }) => (one && one.file !== file ? [[one.name, one.file] as const] : [])));
    const imports = [...used].map(([name, from]) => `import { ${name} } from './${this.moduleOf(from)}';`);
    const own = items.map((item) => item.piece(item.name, item.used?.name ?? 'wait', item.n));
    const passed = passes === undefined || passes === file ? [] : [`export * from './${this.moduleOf(passes)}';`];
    const text = ["import { readFileSync } from 'node:fs';", "import { createServer } from 'node:http';", ...imports, ...passed, ...own].join('\n');
    this.put(this.pathOf(file), isScript ? withoutTypes(text) : text);
  }
}
