import { parseObject } from '../analysis/json-object.ts';
import type { ReadFile } from './public-api.ts';

/** Knows what the packages around some files are called: other packages of the same repository import them by that name. */
export class OwnPackages {
  private readonly readFile: ReadFile;
  private readonly byFolder = new Map<string, string | undefined>();
  private readonly names = new Set<string>();

  constructor(readFile: ReadFile) {
    this.readFile = readFile;
  }

  /** Adds the package that a file belongs to. */
  add(path: string): void {
    const name = this.nameIn(path.slice(0, path.lastIndexOf('/')));
    if (name !== undefined) this.names.add(name);
  }

  /** Whether a specifier leads into one of the packages. */
  isMeant(specifier: string): boolean {
    return [...this.names].some((name) => specifier === name || specifier.startsWith(`${name}/`));
  }

  /** Whether a text names one of the packages. */
  isNamedIn(text: string): boolean {
    return [...this.names].some((name) => text.includes(name));
  }

  private nameIn(folder: string): string | undefined {
    if (folder === '') return undefined;
    if (!this.byFolder.has(folder)) {
      const text = this.readFile(`${folder}/package.json`);
      const name = text === undefined ? this.nameIn(folder.slice(0, folder.lastIndexOf('/'))) : parseObject(text)['name'];
      this.byFolder.set(folder, typeof name === 'string' ? name : undefined);
    }
    return this.byFolder.get(folder);
  }
}
