import ts from 'typescript';
import { isObject, parseObject } from '../analysis/json-object.ts';
import type { TypeScriptMemory } from '../analysis/typescript-oracle.ts';
import { isPrivateMember } from './async-function.ts';

/** The text of a file, or undefined where there is none. */
export type ReadFile = (path: string) => string | undefined;

/** Answers whether a declaration can be reached by others than the project: through the entry points of a package that is not private. */
export class PublicApi {
  private readonly memory: TypeScriptMemory;
  private readonly readFile: ReadFile;
  /** By folder: the package.json that counts in it. */
  private readonly folders = new Map<string, string | undefined>();
  /** By package folder: what its entry points export. */
  private readonly exports = new Map<string, ReadonlySet<ts.Node>>();

  constructor(memory: TypeScriptMemory, readFile: ReadFile) {
    this.memory = memory;
    this.readFile = readFile;
  }

  /** The folder of the package that publishes a declaration; undefined for what stays in the project. */
  publisherOf(declaration: ts.Node): string | undefined {
    const folder = this.packageOf(folderOf(declaration.getSourceFile().fileName));
    if (folder === undefined) return undefined;
    let exported = this.exports.get(folder);
    if (!exported) this.exports.set(folder, (exported = this.exportsOf(folder)));
    return isReached(declaration, exported) ? folder : undefined;
  }

  private packageOf(folder: string): string | undefined {
    if (!this.folders.has(folder)) {
      const isTop = folderOf(folder) === folder;
      this.folders.set(folder, this.readFile(`${folder === '/' ? '' : folder}/package.json`) === undefined ? (isTop ? undefined : this.packageOf(folderOf(folder))) : folder);
    }
    return this.folders.get(folder);
  }

  private exportsOf(folder: string): ReadonlySet<ts.Node> {
    const { checker, program } = this.memory;
    const found = new Set<ts.Node>();
    const own = program.getSourceFiles().filter(({ fileName, isDeclarationFile }) => !isDeclarationFile && fileName.startsWith(`${folder}/`));
    const isEntry = entriesOf(this.readFile(`${folder}/package.json`) ?? '');
    for (const file of own) {
      const module = isEntry(file.fileName.slice(folder.length + 1)) ? checker.getSymbolAtLocation(file) ?? moduleSymbol(file) : undefined;
      for (const symbol of module ? checker.getExportsOfModule(module) : []) {
        const meant = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
        for (const declaration of [...(symbol.declarations ?? []), ...(meant.declarations ?? [])]) {
          found.add(declaration);
          const value = ts.isShorthandPropertyAssignment(declaration) ? checker.getShorthandAssignmentValueSymbol(declaration) : undefined;
          for (const inner of value?.declarations ?? []) found.add(inner);
        }
      }
    }
    return found;
  }
}

/** The symbol of a CommonJS module, which no location gives. */
function moduleSymbol(file: ts.SourceFile): ts.Symbol | undefined {
  return (file as { symbol?: ts.Symbol }).symbol;
}

function isReached(declaration: ts.Node, exported: ReadonlySet<ts.Node>): boolean {
  for (let at: ts.Node = declaration; !ts.isSourceFile(at); at = at.parent) {
    if (exported.has(at)) return true;
    if (isPrivateMember(at)) return false;
    // What stands in a function's body is not reached by its name; what it returns is another matter.
    if (at.parent && ts.isBlock(at.parent) && ts.isFunctionLike(at.parent.parent)) return false;
  }
  return false;
}

/**
 * Tells which files of a package (relative to its folder) its package.json names as entry points: themselves, or as the sources
 * of what is built. None of a private package, of one that names none, and of an editor's extension, which only its host loads.
 */
export function entriesOf(packageJson: string): (path: string) => boolean {
  const value = parseObject(packageJson);
  if (value['private'] === true || (isObject(value['engines']) && 'vscode' in value['engines'])) return () => false;
  const named = value['exports'] === undefined ? ['main', 'module', 'browser', 'types', 'typings'].map((key) => value[key]) : [value['exports']];
  const entries = [...new Set(named.flatMap(pathsIn))];
  if (entries.length === 0 && typeof value['name'] === 'string') entries.push('index.js');
  const patterns = entries.map((entry) => {
    const [start = '', ...rest] = withoutBuild(entry).split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^(?:src/|source/|lib/)?${[start, ...rest].join('.*')}$`);
  });
  return (path) => patterns.some((pattern) => pattern.test(withoutBuild(path)) || pattern.test(withoutExtension(path)));
}

/** A path without its build folder and extension: `./dist/index.d.ts` and `src/index.ts` are both `index`. */
function withoutBuild(path: string): string {
  return withoutExtension(path).replace(/^(?:(?:dist|build|lib|out|esm|cjs|es|types|src|source)\/)+/, '');
}

function withoutExtension(path: string): string {
  return path.replace(/^\.\//, '').replace(/(?:\.d)?\.[mc]?[jt]sx?$/, '');
}

function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(pathsIn);
  return isObject(value) ? Object.values(value).flatMap(pathsIn) : [];
}

function folderOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at <= 0 ? '/' : path.slice(0, at);
}
