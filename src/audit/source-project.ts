import ts from 'typescript';
import type { SyntaxDamage } from '../analysis/mask.ts';
import { withoutByteOrderMark } from '../analysis/text.ts';
import { moduleResolver, packageFolders, type ModuleHost, type ResolveModule } from './modules.ts';
import { parseTolerantly } from './program.ts';

/** A file that was read without types. */
export interface ParsedFile {
  /** With parents. */
  source: ts.SourceFile;
  damage: readonly SyntaxDamage[];
}

/** Files that belong together, by their texts alone. */
export interface SourceProject {
  /** Absolute with `/`. */
  readonly paths: readonly string[];
  /** A file, parsed once; undefined where it cannot be read, or is too long. */
  parsedAt(path: string): ParsedFile | undefined;
  textAt(path: string): string | undefined;
  resolve: ResolveModule;
}

/** What is longer was not written by hand. */
const maxLength = 500_000;

/** Files that are known by their texts alone. They are parsed when asked for. */
export function sourceProject(paths: readonly string[], optionsOf: (path: string) => ts.CompilerOptions, read: (path: string) => string | undefined, host: ModuleHost = ts.sys): SourceProject {
  const parsed = new Map<string, ParsedFile | undefined>();
  const parse = (path: string): ParsedFile | undefined => {
    const text = read(path);
    if (text === undefined || text.length > maxLength || text.includes('\0')) return undefined;
    return parseTolerantly(path, withoutByteOrderMark(text), ts.ScriptTarget.Latest, true);
  };
  return {
    paths,
    parsedAt(path) {
      if (!parsed.has(path)) parsed.set(path, parse(path));
      return parsed.get(path);
    },
    textAt: (path) => parsed.get(path)?.source.text ?? read(path),
    resolve: moduleResolver(optionsOf, host, packageFolders(paths, (path) => (host.fileExists(path) ? host.readFile(path) : undefined))),
  };
}
