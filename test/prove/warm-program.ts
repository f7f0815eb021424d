import ts from 'typescript';
import { maskBroken, type SyntaxDamage } from '../../src/analysis/mask.ts';
import { withoutByteOrderMark } from '../../src/analysis/text.ts';
import { typeMemory, type TypeMemory } from '../../src/analysis/typescript-oracle.ts';
import { libFolder } from '../../src/audit/program.ts';
import type { Project, ProjectPlan } from '../../src/audit/projects.ts';
import { TextSnapshot } from '../../src/server/snapshot.ts';

const { sys } = ts;

/** A file with its types. Valid until a text changes. */
export interface TypedFile {
  source: ts.SourceFile;
  types: TypeMemory;
  /** Where the text does not parse: those statements are blanked out in `source`. */
  damage: readonly SyntaxDamage[];
}

interface Text {
  version: number;
  snapshot: TextSnapshot;
  damage: readonly SyntaxDamage[];
}

/**
 * The program of a project, all of whose files are roots from the start. A file may be given another text: that file is parsed
 * anew. JavaScript is checked like TypeScript.
 */
export class WarmProgram {
  private readonly project: Project;
  private readonly roots: Set<string>;
  private readonly service: ts.LanguageService;
  private readonly texts = new Map<string, Text>();
  private changes = 0;
  private structure = 0;
  private builtFor = 0;
  private memory: TypeMemory | undefined;

  constructor({ project, files }: ProjectPlan) {
    this.project = project;
    this.roots = new Set([...project.rootNames, ...files]);
    this.service = ts.createLanguageService(this.host(), ts.createDocumentRegistry(sys.useCaseSensitiveFileNames, sys.getCurrentDirectory(), ts.JSDocParsingMode.ParseForTypeInfo));
  }

  /** From now on a file has this text. */
  setText(path: string, text: string): void {
    const clean = withoutByteOrderMark(text);
    const known = this.texts.get(path);
    const masked = maskBroken(path, clean);
    if (!known && !sys.fileExists(path)) this.cameOrWent(() => this.roots.add(path));
    this.changes += 1;
    this.texts.set(path, { version: this.changes, snapshot: new TextSnapshot(masked?.text ?? clean), damage: masked?.damage ?? [] });
  }

  /** A file that was made by `setText` is not there any more. */
  remove(path: string): void {
    this.cameOrWent(() => this.roots.delete(path));
    this.texts.delete(path);
  }

  /** A file with its types. Throws for one that is in no program. */
  typed(path: string): TypedFile {
    const program = this.service.getProgram();
    this.builtFor = this.structure;
    const source = program?.getSourceFile(path);
    if (program && this.memory?.program !== program) for (const file of program.getSourceFiles()) if (this.roots.has(file.fileName)) checkToo(file);
    if (!program || !source) throw new Error(`${path} is in no program`);
    // Where only texts differ, what is known of the other files holds on.
    if (this.memory?.program !== program) this.memory = typeMemory(program, this.memory && hasSameFiles(this.memory.program, program) ? this.memory : undefined);
    return { source, types: this.memory, damage: this.text(path)?.damage ?? [] };
  }

  dispose(): void {
    this.service.dispose();
  }

  private cameOrWent(change: () => unknown): void {
    change();
    this.structure += 1;
    this.changes += 1;
  }

  private text(path: string): Text | undefined {
    let text = this.texts.get(path);
    if (!text) {
      const read = sys.readFile(path);
      if (read === undefined) return undefined;
      const clean = withoutByteOrderMark(read);
      const masked = this.roots.has(path) && !/\.d\.[mc]?ts$/.test(path) ? maskBroken(path, clean) : undefined;
      this.texts.set(path, (text = { version: 0, snapshot: new TextSnapshot(masked?.text ?? clean), damage: masked?.damage ?? [] }));
    }
    return text;
  }

  private host(): ts.LanguageServiceHost {
    const fileExists = (path: string): boolean => this.texts.has(path) || sys.fileExists(path);
    const host: ts.LanguageServiceHost & { hasInvalidatedResolutions(): boolean } = {
      getCompilationSettings: () => this.project.options,
      getProjectVersion: () => String(this.changes),
      getScriptFileNames: () => [...this.roots],
      getScriptVersion: (path) => String(this.texts.get(path)?.version ?? 0),
      getScriptSnapshot: (path) => this.text(path)?.snapshot,
      hasInvalidatedResolutions: () => this.builtFor !== this.structure,
      getCurrentDirectory: () => this.project.folder,
      getDefaultLibFileName: (options) => `${libFolder()}/${ts.getDefaultLibFileName(options)}`,
      useCaseSensitiveFileNames: () => sys.useCaseSensitiveFileNames,
      jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeInfo,
      fileExists,
      readFile: (path) => this.texts.get(path)?.snapshot.text ?? sys.readFile(path),
      readDirectory: sys.readDirectory,
      directoryExists: sys.directoryExists,
      getDirectories: sys.getDirectories,
      ...(sys.realpath && { realpath: sys.realpath }),
    };
    return host;
  }
}

/** As `// @ts-check` does, without a change of the text. What was asked of types before would be no mistake any more afterwards. */
function checkToo(file: ts.SourceFile): void {
  // Where the parser keeps the comment; not in the published type.
  if (/\.[mc]?jsx?$/.test(file.fileName)) Object.assign(file, { checkJsDirective: { enabled: true, pos: 0, end: 0 } });
}

/** Whether two programs have the same files, apart from their texts. */
function hasSameFiles(before: ts.Program, program: ts.Program): boolean {
  const files = program.getSourceFiles();
  const earlier = before.getSourceFiles();
  return files.length === earlier.length && files.every(({ fileName }, index) => earlier[index]?.fileName === fileName);
}
