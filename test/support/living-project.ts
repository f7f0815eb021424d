import fs from 'node:fs';
import path from 'node:path';
import { randomFrom, type Random } from './random.ts';

/** Where files may stand; each folder is a package but the last. */
const packages = ['packages/core', 'packages/web', 'packages/tool', 'packages/core/src/deep'];
const fileNames = ['load', 'save', 'send', 'retry', 'queue', 'main', 'handle', 'index'];

/** A function's body, by what it does to whoever calls it. */
const bodies: Readonly<Record<string, (name: string, used: string | undefined) => string>> = {
  plain: (name, used) => `export function ${name}(): number { return ${used === undefined ? '1' : `Number(${used}())`}; }`,
  async: (name, used) => `export async function ${name}(): Promise<number> { ${used === undefined ? '' : `await ${used}(); `}return 1; }`,
  unannotated: (name, used) => `export function ${name}() { return ${used === undefined ? 'Promise.resolve(1)' : `${used}()`}; }`,
  local: (name) => `export function ${name}() { class Job { async run() { return 1; } } return new Job(); }`,
  localPlain: (name) => `export function ${name}() { class Job { run() { return 1; } } return new Job(); }`,
  blocking: (name) => `export function ${name}() { return readFileSync('/etc/hosts', 'utf8').length; }`,
  throwing: (name, used) => `export async function ${name}() { if (Math.random() > 1) throw new Error('no'); return ${used === undefined ? 1 : `${used}()`}; }`,
  serving: (name, used) => `export async function ${name}(_req: object, _res: object) { ${used ?? 'wait'}(); return ${used ?? 'wait'}(); }`,
  floating: (name, used) => `export async function ${name}() {\n  ${used ?? 'wait'}();\n  // a line\n  await wait();\n}`,
  many: (name, used) => `export async function ${name}(ids: string[]) { return Promise.all(ids.map(async () => ${used ?? 'wait'}())); }`,
  state: (name, used) => `let ${name}Count = 0;\nexport async function ${name}() { const before = ${name}Count; await ${used ?? 'wait'}(); ${name}Count = before + 1; }`,
  flag: (name, used) => `let ${name}Busy = false;\nexport async function ${name}() { if (${name}Busy) return; ${name}Busy = true; await ${used ?? 'wait'}(); ${name}Busy = false; }`,
  swallowing: (name, used) => `export async function ${name}() { try { await ${used ?? 'wait'}(); } catch {} }`,
  timer: (name, used) => `export function ${name}() { return Promise.race([${used ?? 'wait'}(), new Promise((_, no) => setTimeout(no, 5000))]); }`,
  suppressed: (name, used) => `export async function ${name}() {\n  // async-pitfalls-disable-next-line floating-promise -- meant\n  ${used ?? 'wait'}();\n}`,
  job: (name, used) => `export async function ${name}() { const made: any = (globalThis as any).made; made.run(); ${used ?? 'wait'}().run?.(); }`,
};

interface Source {
  path: string;
  functions: { name: string; kind: string; used: { from: string; name: string } | undefined }[];
  star: string | undefined;
  isDamaged: boolean;
  comment: string;
}

/** A small project of several packages that changes as real ones do. What it is after so many changes depends on the seed only. */
export class LivingProject {
  readonly root: string;
  private readonly random: Random;
  private readonly sources = new Map<string, Source>();
  private count = 0;

  constructor(root: string, seed: number) {
    this.root = root;
    this.random = randomFrom(seed);
    this.put('package.json', '{ "name": "all", "private": true, "workspaces": ["packages/*"] }');
    this.put('async-pitfalls.jsonc', '{}');
    this.put('globals.d.ts', 'declare function wait(): Promise<void>;\n');
    for (const name of packages.slice(0, 3)) {
      this.put(`${name}/package.json`, this.manifest(name, 'express'));
      this.put(`${name}/tsconfig.json`, this.config(true));
    }
    this.dependency('Promise<string>');
    for (let index = 0; index < 16; index += 1) this.addFile();
  }

  /** Changes something, and says what. */
  change(): string {
    const kinds: [number, () => string][] = [
      [8, () => this.changeBody()], [3, () => this.changeImport()], [2, () => this.changeComment()], [2, () => this.addFile()], [2, () => this.removeFile()],
      [2, () => this.renameFile()], [2, () => this.changeStar()], [3, () => this.changeManifest()], [1, () => this.changeConfig()], [2, () => this.changeSettings()],
      [2, () => this.changeDependency()], [1, () => this.damage()], [1, () => this.changeGitignore()], [1, () => this.touch()], [1, () => this.link()], [1, () => this.addUnrelated()],
    ];
    const all = kinds.flatMap(([weight, make]) => Array.from({ length: weight }, () => make));
    return this.random.of(all)();
  }

  private put(file: string, text: string): void {
    const target = path.join(this.root, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    const before = fs.existsSync(target) ? fs.statSync(target).mtime : undefined;
    fs.writeFileSync(target, text);
    // Some tools give files the time they had: what has the same size then looks the same. Dates know no more than milliseconds.
    const time = before && this.random.chance(0.5) ? before : fs.statSync(target).mtime;
    fs.utimesSync(target, time, time);
  }

  private write(source: Source): void {
    const uses = source.functions.flatMap(({ used }) => (used ? [used] : []));
    const relative = (to: string): string => `./${path.posix.relative(path.posix.dirname(source.path), to)}`.replace('./../', '../');
    const imports = [...new Set(uses.map(({ from, name }) => `import { ${name} } from '${from === 'dep' ? 'dep' : relative(from)}';`))];
    const star = source.star === undefined ? '' : `export * from '${relative(source.star)}';`;
    const own = source.functions.map(({ name, kind, used }) => bodies[kind]?.(name, used?.name) ?? '');
    const text = ["import { readFileSync } from 'node:fs';", ...imports, star, source.comment, ...own, source.isDamaged ? 'export const = ;' : ''].join('\n');
    // Most are of the same size, whatever is in them.
    this.put(source.path, text.padEnd(1024));
  }

  private pick(): Source | undefined {
    const all = [...this.sources.values()];
    return all.length > 0 ? this.random.of(all) : undefined;
  }

  private changeBody(): string {
    const source = this.pick();
    const fn = source && this.random.of(source.functions);
    if (!source || !fn) return 'nothing';
    fn.kind = this.random.of(Object.keys(bodies));
    this.write(source);
    return `${fn.name} in ${source.path} is ${fn.kind}`;
  }

  private use(): { from: string; name: string } | undefined {
    if (this.random.chance(0.2)) return { from: 'dep', name: 'fetchAll' };
    const other = this.pick();
    return other && { from: other.path, name: this.random.of(other.functions).name };
  }

  private changeImport(): string {
    const source = this.pick();
    const fn = source && this.random.of(source.functions);
    if (!source || !fn) return 'nothing';
    fn.used = this.random.chance(0.2) ? undefined : this.use();
    if (fn.used && source.functions.some(({ name }) => name === fn.used?.name)) fn.used = undefined;
    this.write(source);
    return `${fn.name} in ${source.path} uses ${fn.used?.name} of ${fn.used?.from}`;
  }

  private changeComment(): string {
    const source = this.pick();
    if (!source) return 'nothing';
    source.comment = this.random.of(['', '// a comment', '\n\n', '/* async-pitfalls-disable floating-promise */', '// async-pitfalls-disable-next-line no-such-rule', "process.on('unhandledRejection', () => {});", 'require("node:http").createServer().listen(80);']);
    this.write(source);
    return `${source.path} has ${JSON.stringify(source.comment)}`;
  }

  private changeStar(): string {
    const [source, other] = [this.pick(), this.pick()];
    if (!source) return 'nothing';
    source.star = this.random.chance(0.3) ? undefined : other?.path;
    this.write(source);
    return `${source.path} exports all of ${source.star}`;
  }

  private addFile(): string {
    const folder = this.random.of(packages);
    const file = `${folder.endsWith('deep') ? folder : `${folder}/src`}/${this.random.of(fileNames)}${this.random.of(['.ts', '.ts', '.ts', '.js', '.test.ts'])}`;
    const names = Array.from({ length: 1 + this.random.below(3) }, () => `${this.random.of(['load', 'store', 'readAllNow', 'sendLargeFile'])}${(this.count += 1) % 7}`);
    const source: Source = { path: file, functions: [], star: undefined, isDamaged: false, comment: '' };
    source.functions = [...new Set(names)].map((name) => ({ name, kind: this.random.of(Object.keys(bodies)), used: this.random.chance(0.7) ? this.use() : undefined }));
    for (const fn of source.functions) if (names.includes(fn.used?.name ?? '')) fn.used = undefined;
    this.sources.set(file, source);
    this.write(source);
    return `${file} is new`;
  }

  private removeFile(): string {
    const source = this.pick();
    if (!source || this.sources.size < 12) return this.addFile();
    this.sources.delete(source.path);
    fs.rmSync(path.join(this.root, source.path));
    return `${source.path} is gone`;
  }

  private renameFile(): string {
    const source = this.pick();
    if (!source) return 'nothing';
    const from = source.path;
    const to = `${path.posix.dirname(from)}/${this.random.of(fileNames)}${path.posix.extname(from)}`;
    this.sources.delete(from);
    fs.renameSync(path.join(this.root, from), path.join(this.root, to));
    this.sources.set(to, Object.assign(source, { path: to }));
    return `${from} is called ${to}`;
  }

  private manifest(name: string, ...dependencies: string[]): string {
    const own = [...this.sources.keys()].filter((file) => file.startsWith(`${name}/`));
    return JSON.stringify({
      name: path.basename(name),
      private: this.random.chance(0.5),
      ...(own.length > 0 && this.random.chance(0.5) && { bin: `./${path.posix.relative(name, this.random.of(own))}` }),
      ...(this.random.chance(0.5) && { engines: { node: this.random.of(['>=18', '>=24']) } }),
      dependencies: Object.fromEntries(dependencies.map((dependency) => [dependency, '^4'])),
    });
  }

  private changeManifest(): string {
    const name = this.random.of(packages.slice(0, 3));
    this.put(`${name}/package.json`, this.manifest(name, this.random.of(['express', 'commander', 'p-limit', 'react'])));
    return `${name}/package.json`;
  }

  private config(isFirst = false): string {
    const options = { target: 'es2022', module: 'esnext', moduleResolution: 'bundler', lib: ['es2022'], types: [], strict: isFirst || this.random.chance(0.7), allowJs: this.random.chance(0.5), allowImportingTsExtensions: true, ...(!isFirst && this.random.chance(0.2) && { outDir: 'src/deep' }) };
    return JSON.stringify({ compilerOptions: options, include: isFirst || this.random.chance(0.8) ? ['src', '../../globals.d.ts'] : ['src/l*.ts'] });
  }

  private changeConfig(): string {
    const name = this.random.of(packages.slice(0, 3));
    if (this.random.chance(0.2)) fs.rmSync(path.join(this.root, name, 'tsconfig.json'), { force: true });
    else this.put(`${name}/tsconfig.json`, this.config());
    return `${name}/tsconfig.json`;
  }

  private changeSettings(): string {
    const texts = ['{}', '{ "tests": true }', '{ "rules": { "floating-promise": "error" } }', '{ "exclude": ["**/deep/**"] }', '{ "blockingCalls": [{ "module": "dep", "name": "fetchAll" }] }', '{ "safeToFloat": ["wait"] }'];
    const file = `${this.random.of(['', '', `${packages[1]}/`])}async-pitfalls.jsonc`;
    if (file.startsWith('packages') && this.random.chance(0.4)) fs.rmSync(path.join(this.root, file), { force: true });
    else this.put(file, file.startsWith('packages') && this.random.chance(0.2) ? '{ broken' : this.random.of(texts));
    return file;
  }

  private dependency(type: string): void {
    this.put('node_modules/dep/package.json', '{ "name": "dep", "version": "1.0.0", "types": "index.d.ts" }');
    this.put('node_modules/dep/index.d.ts', `export declare function fetchAll(): ${type.padEnd(20)};\n`);
  }

  private changeDependency(): string {
    if (this.random.chance(0.3)) {
      fs.rmSync(path.join(this.root, 'node_modules/dep'), { recursive: true, force: true });
      return 'dep is gone';
    }
    const type = this.random.of(['Promise<string>', 'Premise<string>', 'string', 'any', 'PromiseLike<number>']);
    this.dependency(type);
    return `dep gives ${type}`;
  }

  private damage(): string {
    const source = this.pick();
    if (!source) return 'nothing';
    source.isDamaged = !source.isDamaged;
    this.write(source);
    return `${source.path} is ${source.isDamaged ? 'damaged' : 'mended'}`;
  }

  private changeGitignore(): string {
    this.put('.gitignore', this.random.of(['', 'node_modules\n', 'deep/\n', '*.js\n', 'packages/tool\n']));
    return '.gitignore';
  }

  private touch(): string {
    const source = this.pick();
    if (!source) return 'nothing';
    fs.utimesSync(path.join(this.root, source.path), new Date(), new Date());
    return `${source.path} is touched`;
  }

  private link(): string {
    const target = path.join(this.root, 'packages/tool/src/linked.ts');
    fs.rmSync(target, { force: true });
    const source = this.pick();
    if (!source) return 'nothing';
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.symlinkSync(path.join(this.root, source.path), target);
    return `linked.ts leads to ${source.path}`;
  }

  private addUnrelated(): string {
    this.put(this.random.of(['notes.md', 'report.json', 'packages/core/data.bin', 'packages/web/src/style.css']), String(this.random.below(100)));
    return 'a file that is no source';
  }
}
