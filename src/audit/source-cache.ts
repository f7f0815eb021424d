import ts from 'typescript';
import { Resolutions } from './resolutions.ts';

/** The files of one program while it is made. */
export interface ProgramSources {
  /** A file that was parsed before, for this program or one with which it can be shared. */
  get(path: string, options: ts.ScriptTarget | ts.CreateSourceFileOptions): ts.SourceFile | undefined;
  set(path: string, options: ts.ScriptTarget | ts.CreateSourceFileOptions, file: ts.SourceFile): void;
  /** The program is made: it asks for no more files. */
  settle(): void;
}

/**
 * Source files that programs share, so that a dependency is parsed once per audit. What no program uses any more is kept as long as
 * all that is held comes to no more text than that of the largest program so far: memory grows with the largest project, not with their number.
 */
export class SourceCache {
  /** Those used last come last. */
  private readonly files = new Map<string, ts.SourceFile>();
  /** Where imports of these files lead. */
  readonly resolutions = new Resolutions();
  private readonly registry = ts.createDocumentRegistry();
  /** In UTF-16 units. */
  private held = 0;
  private largest = 0;

  /** The paths that are handed to what this gives are canonical. */
  forProgram(options: ts.CompilerOptions): ProgramSources {
    const shared = JSON.stringify(this.registry.getKeyForCompilationSettings(options));
    const used = new Map<string, ts.SourceFile>();
    const use = (key: string, file: ts.SourceFile): void => {
      used.set(key, file);
      this.files.delete(key);
      this.files.set(key, file);
    };
    return {
      get: (path, how) => {
        const key = keyOf(path, how, shared);
        const file = this.files.get(key);
        if (file) use(key, file);
        return file;
      },
      set: (path, how, file) => {
        this.held += file.text.length;
        use(keyOf(path, how, shared), file);
      },
      settle: () => {
        let size = 0;
        for (const { text } of used.values()) size += text.length;
        this.largest = Math.max(this.largest, size);
        this.shrink(used);
      },
    };
  }

  private shrink(used: ReadonlyMap<string, ts.SourceFile>): void {
    for (const [key, { text }] of this.files) {
      if (this.held <= this.largest || used.has(key)) return;
      this.files.delete(key);
      this.held -= text.length;
    }
  }
}

/** Files may be shared where this is the same. Options of a program that change what is parsed or bound leave declaration files as they are. */
function keyOf(path: string, how: ts.ScriptTarget | ts.CreateSourceFileOptions, options: string): string {
  const { languageVersion, impliedNodeFormat = 0 } = typeof how === 'object' ? how : { languageVersion: how };
  // Identifiers have had the same characters since ES2015.
  const parsed = /\.d\.[mc]?ts$/.test(path) ? languageVersion >= ts.ScriptTarget.ES2015 : options;
  return `${parsed}|${impliedNodeFormat}|${path}`;
}
