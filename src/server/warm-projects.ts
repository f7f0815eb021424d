import ts from 'typescript';
import { maskBroken, type SyntaxDamage } from '../analysis/mask.ts';
import { withoutByteOrderMark } from '../analysis/text.ts';
import { typeMemory, type TypeScriptMemory } from '../analysis/typescript-oracle.ts';
import { libFolder } from '../audit/program.ts';
import { Projects, type Project } from '../audit/projects.ts';
import { EditedText } from './edited-text.ts';
import { TextSnapshot } from './snapshot.ts';

/**
 * TypeScript asks its host for files synchronously, so this module reads them with `ts.sys`. Nothing else of the server
 * blocks on the file system.
 */
const { sys } = ts;

const maxIdle = 2;

/** The text that an editor has of a file. */
export interface EditorText {
  path: string;
  text: string;
}

/** A file with what its project knows of types. Valid until the next call: TypeScript reuses the trees of older versions. */
export interface TypedSource {
  source: ts.SourceFile;
  types: TypeScriptMemory;
  /** Where the text did not parse: those statements are blanked out in `source`. */
  damage: readonly SyntaxDamage[];
  project: Project;
}

interface WarmProject {
  project: Project;
  service: ts.LanguageService;
  memory: TypeScriptMemory | undefined;
  roots: ReadonlySet<string>;
  /** Files asked for that the project's config does not list. */
  extraRoots: Set<string>;
  structure: number;
  /** How often files had changed on disk when the memory's lineage began. */
  changes: number;
}

interface Override {
  edited: EditedText;
  snapshot: TextSnapshot;
  damage: readonly SyntaxDamage[];
  original: string;
}

/**
 * Keeps a language service per project: a change of one file parses that file's changed part anew, and nothing else.
 * Open files have the editor's text, with half-typed statements blanked out; the others are what is on disk.
 */
export class WarmProjects {
  private readonly projects = new Projects();
  private readonly registry = ts.createDocumentRegistry(sys.useCaseSensitiveFileNames, sys.getCurrentDirectory(), ts.JSDocParsingMode.ParseForTypeInfo);
  private readonly warm = new Map<Project, WarmProject>();
  private readonly open = new Map<string, Override>();
  private readonly versions = new Map<string, number>();
  private readonly onDisk = new Map<string, { version: number; snapshot: TextSnapshot | undefined }>();
  /** Counts everything that could change a program; a service whose count is this one is up to date. */
  private generation = 0;
  /** Counts files that came or went: imports are resolved anew. */
  private structure = 0;
  /** Counts changes on disk, saved edits too. Then nothing is carried over from the program before. */
  private changes = 0;

  /** The editor's text of a file, now. */
  setText({ path, text }: EditorText): void {
    if (this.open.get(path)?.original === text) return;
    const clean = withoutByteOrderMark(text);
    const before = this.open.get(path);
    const edited = before?.edited ?? new EditedText(path);
    const masked = edited.masked(clean);
    const isNew = before === undefined;
    this.open.set(path, { edited, snapshot: new TextSnapshot(masked?.text ?? clean), damage: masked?.damage ?? [], original: text });
    this.touch(path);
    if (isNew && !sys.fileExists(path)) this.structure += 1;
  }

  /** The editor has closed a file: what is on disk counts. */
  closeText(path: string): void {
    if (!this.open.delete(path)) return;
    for (const { extraRoots } of this.warm.values()) extraRoots.delete(path);
    this.fileChanged(path);
    if (!sys.fileExists(path)) this.structure += 1;
  }

  /** A file changed on disk; of an open one the editor's text counts on. */
  fileChanged(path: string): void {
    this.changes += 1;
    this.onDisk.delete(path);
    if (!this.open.has(path)) this.touch(path);
  }

  /** A file came or went: imports may lead elsewhere, and projects may include others. */
  filesCameOrWent(): void {
    this.structure += 1;
    this.changes += 1;
    this.generation += 1;
    this.onDisk.clear();
    this.replan();
  }

  /** A tsconfig, jsconfig or package.json changed. */
  configChanged(): void {
    this.filesCameOrWent();
  }

  /** Whether the project of a file has its program, so that its types are at hand without loading anything. */
  isWarm(path: string, root: string): boolean {
    return this.warm.get(this.projects.projectOf(path, root))?.memory !== undefined;
  }

  /** The project of a file. */
  projectOf(path: string, root: string): Project {
    return this.projects.projectOf(path, root);
  }

  /** A file with its types. undefined when there is no such file. */
  typedSource(path: string, root: string): TypedSource | undefined {
    const project = this.projects.projectOf(path, root);
    const warm = this.warmUp(project);
    if (!warm.roots.has(path)) warm.extraRoots.add(path);
    let program = this.program(warm);
    let source = program.getSourceFile(path);
    if (!source) {
      // It came into being after the program was made.
      this.generation += 1;
      program = this.program(warm);
      source = program.getSourceFile(path);
    }
    if (!source) return undefined;
    return { source, types: this.memoryOf(warm, program), damage: this.open.get(path)?.damage ?? [], project };
  }

  /**
   * The service of a file's project, with other files added that the project leaves out. Call `dispose` when done: until then
   * nothing may change.
   */
  serviceWith(path: string, root: string, others: readonly string[]): { service: ts.LanguageService; types: TypeScriptMemory; dispose(): void } {
    const warm = this.warmUp(this.projects.projectOf(path, root));
    if (!warm.roots.has(path)) warm.extraRoots.add(path);
    const program = this.program(warm);
    const missing = others.filter((other) => !program.getSourceFile(other));
    if (missing.length === 0) return { service: warm.service, types: this.memoryOf(warm, program), dispose: () => undefined };
    // Trees are shared with the project's own service: what is new costs a parse, the rest nothing.
    const wider: WarmProject = { ...warm, memory: undefined, extraRoots: new Set([...warm.extraRoots, ...missing]) };
    wider.service = ts.createLanguageService(this.hostOf(wider), this.registry);
    return { service: wider.service, types: typeMemory(this.program(wider)), dispose: () => wider.service.dispose() };
  }

  /** Finds files as the projects do: those of the editor, else those on disk. */
  get moduleHost(): ts.ModuleResolutionHost {
    return {
      fileExists: (path) => this.open.has(path) || sys.fileExists(path),
      readFile: (path) => this.textOf(path),
      directoryExists: sys.directoryExists,
      getDirectories: sys.getDirectories,
      useCaseSensitiveFileNames: sys.useCaseSensitiveFileNames,
      ...(sys.realpath && { realpath: sys.realpath }),
    };
  }

  /** The text of a file: the editor's, else what is on disk; undefined where there is none. */
  textOf(path: string): string | undefined {
    return this.open.get(path)?.snapshot.text ?? sys.readFile(path);
  }

  /** A file by its syntax alone: costs a parse, whatever the size of its project. */
  syntaxSource(text: string, path: string): { source: ts.SourceFile; damage: readonly SyntaxDamage[] } {
    const open = this.open.get(path);
    const clean = withoutByteOrderMark(text);
    // What the editor has was looked at when it came.
    const masked = open?.original === text ? { text: open.snapshot.text, damage: open.damage } : maskBroken(path, clean);
    const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeInfo };
    return { source: ts.createSourceFile(path, masked?.text ?? clean, options, true), damage: masked?.damage ?? [] };
  }

  /** What is wrong with the config files of the projects in use. */
  problems(): Project['problems'][number][] {
    return [...this.warm.keys()].flatMap((project) => project.problems);
  }

  /** Drops the program of a file's project, which TypeScript has failed on: the next question makes it anew. */
  discard(path: string, root: string): void {
    this.warm.delete(this.projects.projectOf(path, root));
  }

  /** Frees every program. */
  dispose(): void {
    for (const { service } of this.warm.values()) service.dispose();
    this.warm.clear();
  }

  private touch(path: string): void {
    this.generation += 1;
    this.versions.set(path, (this.versions.get(path) ?? 0) + 1);
  }

  private memoryOf(warm: WarmProject, program: ts.Program): TypeScriptMemory {
    if (warm.memory?.program === program) return warm.memory;
    const before = warm.changes === this.changes && warm.memory && isSameButForTexts(warm.memory.program, program) ? warm.memory : undefined;
    warm.changes = this.changes;
    return (warm.memory = typeMemory(program, before));
  }

  private program(warm: WarmProject): ts.Program {
    const program = warm.service.getProgram();
    if (!program) throw new Error(`TypeScript made no program for ${warm.project.configPath ?? warm.project.folder}`);
    warm.structure = this.structure;
    return program;
  }

  private warmUp(project: Project): WarmProject {
    let warm = this.warm.get(project);
    // The one used last stands last.
    if (warm && this.warm.delete(project)) this.warm.set(project, warm);
    if (!warm) {
      this.makeRoom();
      const made: WarmProject = { project, service: undefined as unknown as ts.LanguageService, memory: undefined, roots: new Set(project.rootNames), extraRoots: new Set(), structure: this.structure, changes: this.changes };
      made.service = ts.createLanguageService(this.hostOf(made), this.registry);
      this.warm.set(project, (warm = made));
    }
    return warm;
  }

  /** A program takes much memory: of projects without open files only a few are kept. */
  private makeRoom(): void {
    const inUse = (warm: WarmProject): boolean => [...this.open.keys()].some((path) => warm.roots.has(path) || warm.extraRoots.has(path));
    const idle = [...this.warm.values()].filter((warm) => !inUse(warm));
    for (const { project, service } of idle.slice(0, Math.max(0, idle.length - maxIdle))) {
      this.warm.delete(project);
      service.dispose();
    }
  }

  /** Config files are read anew; a project that came out the same keeps its service, the others go. */
  private replan(): void {
    const before = [...this.warm.values()];
    this.projects.forget();
    this.warm.clear();
    for (const warm of before) {
      const now = this.sameProject(warm);
      if (now) this.warm.set(now, Object.assign(warm, { project: now, roots: new Set(now.rootNames) }));
      else warm.service.dispose();
    }
  }

  private sameProject({ project }: WarmProject): Project | undefined {
    const sample = project.rootNames[0];
    if (project.configPath === undefined || sample === undefined) return undefined;
    const now = this.projects.projectOf(sample, project.folder);
    return now.configPath === project.configPath ? now : undefined;
  }

  private hostOf(warm: WarmProject): ts.LanguageServiceHost {
    const fileExists = (path: string): boolean => this.open.has(path) || sys.fileExists(path);
    // Some of what TypeScript asks its host is missing in the published type.
    const host: ts.LanguageServiceHost & { hasInvalidatedResolutions(): boolean } = {
      getCompilationSettings: () => warm.project.options,
      getProjectVersion: () => `${this.generation}:${warm.extraRoots.size}:${warm.project.rootNames.length}`,
      getScriptFileNames: () => [...new Set([...warm.project.rootNames, ...warm.extraRoots])],
      getScriptVersion: (path) => String(this.versions.get(path) ?? 0),
      getScriptSnapshot: (path) => this.open.get(path)?.snapshot ?? this.snapshotOnDisk(path),
      hasInvalidatedResolutions: () => warm.structure !== this.structure,
      getCurrentDirectory: () => warm.project.folder,
      getDefaultLibFileName: (options) => `${libFolder()}/${ts.getDefaultLibFileName(options)}`,
      useCaseSensitiveFileNames: () => sys.useCaseSensitiveFileNames,
      jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeInfo,
      fileExists,
      readFile: (path) => this.open.get(path)?.snapshot.text ?? sys.readFile(path),
      readDirectory: sys.readDirectory,
      directoryExists: sys.directoryExists,
      getDirectories: sys.getDirectories,
      ...(sys.realpath && { realpath: sys.realpath }),
    };
    return host;
  }

  private snapshotOnDisk(path: string): TextSnapshot | undefined {
    const version = this.versions.get(path) ?? 0;
    const known = this.onDisk.get(path);
    if (known?.version === version) return known.snapshot;
    const text = sys.readFile(path);
    const snapshot = text === undefined ? undefined : new TextSnapshot(withoutByteOrderMark(text));
    this.onDisk.set(path, { version, snapshot });
    return snapshot;
  }
}

/** Whether two programs have the same files, apart from their texts. */
function isSameButForTexts(before: ts.Program, program: ts.Program): boolean {
  const files = program.getSourceFiles();
  const earlier = before.getSourceFiles();
  return files.length === earlier.length && files.every(({ fileName }, index) => earlier[index]?.fileName === fileName);
}
