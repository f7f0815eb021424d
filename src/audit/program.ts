import ts from 'typescript';
import type { Asking } from '../analysis/asking.ts';
import type { Checker } from '../analysis/checker.ts';
import type { Problem } from '../analysis/finding.ts';
import { damageOf, maskBroken, type SyntaxDamage } from '../analysis/mask.ts';
import { memoryOf, typeMemory, type TypeMemory } from '../analysis/typescript-oracle.ts';
import type { Project, ProjectHost } from './projects.ts';
import type { Resolutions } from './resolutions.ts';
import { SourceCache, type ProgramSources } from './source-cache.ts';

/** The part of a file system that programs need; `ts.sys` is one. */
export type ProgramHost = ProjectHost & Pick<ts.System, 'realpath' | 'getDirectories' | 'getCurrentDirectory' | 'newLine'> & {
  /** Told when what was read of a file before is used once more. */
  reuses?(path: string): void;
};

/** A project's files with their types. Drop it after use: it holds every tree. */
export interface AuditProgram {
  program: ts.Program;
  /** The tsconfig or jsconfig; undefined for files in none. */
  configPath: string | undefined;
  /** The files that the tsconfig names, as an editor knows them; of a project without such those that are audited. */
  roots: readonly string[];
  /** Asked for the first time, it makes the checker: TypeScript's own binds every file. Throws what another one throws. */
  types(): TypeMemory;
  /** From now on TypeScript's own checker answers, instead of another one that was asked for. */
  withOwnChecker(): void;
  /** The syntax errors of the project's own files; the broken statements are blanked out in the program. */
  damage: ReadonlyMap<string, readonly SyntaxDamage[]>;
  /** Imports that could not be found, and a broken config file. */
  problems: Problem[];
}

/** The folder of TypeScript's lib.*.d.ts: `lib` beside the bundled compiler, or the compiler's own folder. */
export function libFolder(host: Pick<ProjectHost, 'fileExists'> = ts.sys): string {
  const folder = ts.sys.getExecutingFilePath().replace(/\\/g, '/').replace(/\/[^/]*$/, '');
  return host.fileExists(`${folder}/lib/lib.d.ts`) ? `${folder}/lib` : folder;
}

/** Makes the checker of a program whose files have parents. `changed` are the files whose text is not the one on disk. */
export type MakeChecker = (program: ts.Program, changed: readonly string[]) => Checker;

/** How a program is made. `textOf` gives unsaved texts (without byte order mark). */
export interface ProgramOptions {
  host?: ProgramHost;
  cache?: SourceCache;
  textOf?: (path: string) => string | undefined;
  /** Left out: TypeScript's own. */
  makeChecker?: MakeChecker;
  /** Is told where imports lead, and what is asked of types. */
  asking?: Asking;
}

/** Creates the program of a project, with `files` as further roots. Never throws for what is in a file. */
export function createAuditProgram(project: Project, files: readonly string[], options: ProgramOptions = {}): AuditProgram {
  const host = options.host ?? ts.sys;
  const cache = options.cache ?? new SourceCache();
  const sources = cache.forProgram(project.options);
  const damage = new Map<string, readonly SyntaxDamage[]>();
  const unresolved = new Map<string, string>();
  const compilerHost = createHost(project.options, host, sources, cache.resolutions, options, damage, unresolved);
  const rootNames = [...new Set([...project.rootNames, ...files])];
  const program = ts.createProgram({ rootNames, options: project.options, host: compilerHost });
  sources.settle();
  let memory: TypeMemory | undefined;
  let { makeChecker } = options;
  const changed = (): string[] => program.getSourceFiles().map(({ fileName }) => fileName).filter((path) => damage.has(path) || options.textOf?.(path) !== undefined);
  return {
    program,
    configPath: project.configPath,
    roots: project.rootNames.length > 0 ? project.rootNames : rootNames,
    types: () => (memory ??= makeChecker ? memoryOf(program, makeChecker(program, changed())) : typeMemory(program, undefined, options.asking)),
    withOwnChecker: () => { memory = makeChecker = undefined; },
    damage,
    problems: [...project.problems, ...missingModules(project, unresolved, program)],
  };
}

function createHost(options: ts.CompilerOptions, host: ProgramHost, sources: ProgramSources, known: Resolutions, { textOf, makeChecker, asking }: ProgramOptions, damage: Map<string, readonly SyntaxDamage[]>, unresolved: Map<string, string>): ts.CompilerHost {
  const canonical = (path: string): string => (host.useCaseSensitiveFileNames ? path : path.toLowerCase());
  const read = (path: string): string | undefined => textOf?.(path) ?? host.readFile(path);
  const resolutions = known.forProgram(options, host, canonical);
  const resolutionHost: ts.ModuleResolutionHost = {
    fileExists: (path) => textOf?.(path) !== undefined || host.fileExists(path),
    readFile: read,
    directoryExists: (path) => host.directoryExists(path),
    getDirectories: (path) => host.getDirectories(path),
    ...(host.realpath && { realpath: host.realpath.bind(host) }),
  };
  const compilerHost: ts.CompilerHost = {
    ...resolutionHost,
    // JSDoc carries types in JavaScript only; elsewhere it is text, and costs a tenth of the parse.
    jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeInfo,
    getSourceFile(path, languageVersionOrOptions) {
      const known = sources.get(canonical(path), languageVersionOrOptions);
      if (known) {
        host.reuses?.(path);
        return known;
      }
      const text = read(path)?.replace(/^\uFEFF/, '');
      if (text === undefined) return undefined;
      // TypeScript's own checker sets parents, others do not.
      const parsed = parseTolerantly(path, text, languageVersionOrOptions, makeChecker !== undefined);
      if (parsed.damage.length > 0) damage.set(path, parsed.damage);
      // What was changed on the way to the parser must be told anew by each program.
      else if (textOf?.(path) === undefined) sources.set(canonical(path), languageVersionOrOptions, parsed.source);
      return parsed.source;
    },
    getDefaultLibFileName: (settings) => `${libFolder(host)}/${ts.getDefaultLibFileName(settings)}`,
    getDefaultLibLocation: () => libFolder(host),
    getCurrentDirectory: () => host.getCurrentDirectory(),
    getCanonicalFileName: canonical,
    useCaseSensitiveFileNames: () => host.useCaseSensitiveFileNames,
    getNewLine: () => host.newLine,
    writeFile: () => undefined,
    getModuleResolutionCache: () => resolutions,
    resolveModuleNameLiterals: (literals, containing, redirected, settings, file) => literals.map((literal) => {
      const mode = ts.getModeForUsageLocation(file, literal, settings);
      const resolved = ts.resolveModuleName(literal.text, containing, settings, resolutionHost, resolutions, redirected, mode);
      // Every path that was tried, for those who watch: it is most of what would be kept.
      Object.assign(resolved, { failedLookupLocations: undefined });
      if (!resolved.resolvedModule && !containing.includes('/node_modules/') && /^[a-z@][^:]*$/i.test(literal.text)) {
        if (!unresolved.has(literal.text)) unresolved.set(literal.text, containing);
      }
      if (resolved.resolvedModule) asking?.lead(containing, resolved.resolvedModule.resolvedFileName);
      return resolved;
    }),
  };
  return compilerHost;
}

/** Parses a text; of one with syntax errors what can be kept. Declaration files of dependencies are taken as they are. */
export function parseTolerantly(path: string, text: string, options: ts.ScriptTarget | ts.CreateSourceFileOptions, setParents = false): { source: ts.SourceFile; damage: readonly SyntaxDamage[] } {
  const withMode = typeof options === 'object' ? { ...options, jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeInfo } : { languageVersion: options, jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeInfo };
  const source = ts.createSourceFile(path, text, withMode, setParents);
  if (path.endsWith('.json') || /\.d\.[mc]?ts$/.test(path) || damageOf(source).length === 0) return { source, damage: [] };
  const masked = maskBroken(path, text);
  if (!masked) return { source, damage: [] };
  return { source: ts.createSourceFile(path, masked.text, withMode, setParents), damage: masked.damage };
}

/** One problem for all packages that are not installed: each one alone would drown the report. */
function missingModules(project: Project, unresolved: ReadonlyMap<string, string>, program: ts.Program): Problem[] {
  const declared = ambientModules(program);
  const names = [...unresolved.keys()].filter((name) => !name.startsWith('.') && !declared(name)).sort();
  if (names.length === 0) return [];
  const shown = names.slice(0, 3).map((name) => `'${name}'`).join(', ');
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return [{
    kind: 'types',
    path: project.configPath ?? project.folder,
    message: `Cannot find ${shown}${more}: findings that need their types are missing. Install the dependencies, or mend the paths in the config file.`,
  }];
}

/** Whether a module is declared by the project itself: `declare module 'x'` or `declare module '*.css'`. */
function ambientModules(program: ts.Program): (name: string) => boolean {
  const names = new Set(program.getSourceFiles().filter((file) => file.isDeclarationFile).flatMap((file) => file.statements)
    .flatMap((statement) => (ts.isModuleDeclaration(statement) && ts.isStringLiteral(statement.name) ? [statement.name.text] : [])));
  const patterns = [...names].filter((name) => name.includes('*')).map((name) => name.split('*'));
  return (name) => names.has(name) || patterns.some(([start = '', end = '']) => name.startsWith(start) && name.endsWith(end));
}
