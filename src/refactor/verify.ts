import ts from 'typescript';

/** More files than that, and more of them than there is time for, are not checked anew: the user waits. */
const maxFiles = 40;
const maxMilliseconds = 5000;

/** An error that was not there before. */
export interface NewError {
  path: string;
  /** From 1. */
  line: number;
  message: string;
}

/**
 * The first type error that new texts of some files bring, in those files and in what imports them; undefined where there is none.
 * Catches what no name tells: an object that fits a type only by its shape. `host` finds what the program has not.
 */
export function newError(program: ts.Program, texts: ReadonlyMap<string, string>, host: ts.ModuleResolutionHost): NewError | undefined {
  const changed = programWith(program, texts, host);
  const deadline = performance.now() + maxMilliseconds;
  for (const path of [...texts.keys(), ...importersOf(program, texts)].slice(0, maxFiles)) {
    const [before, after] = [program.getSourceFile(path), changed.getSourceFile(path)];
    if (!before || !after) continue;
    if (performance.now() > deadline) return undefined;
    const known = new Map<string, number>();
    for (const error of errorsIn(program, before)) known.set(keyOf(error), (known.get(keyOf(error)) ?? 0) + 1);
    for (const error of errorsIn(changed, after)) {
      const left = known.get(keyOf(error)) ?? 0;
      known.set(keyOf(error), left - 1);
      if (left <= 0) return { path, line: after.getLineAndCharacterOfPosition(error.start ?? 0).line + 1, message: ts.flattenDiagnosticMessageText(error.messageText, ' ').split('\n')[0] ?? '' };
    }
  }
  return undefined;
}

/** A module that is not installed is no fault of the change that first imports it. */
const missingModules = new Set([2307, 2580, 2591, 2732, 2792, 7016]);

function errorsIn(program: ts.Program, file: ts.SourceFile): ts.Diagnostic[] {
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].filter(({ category, code }) => category === ts.DiagnosticCategory.Error && !missingModules.has(code));
}

/** Errors move with the text around them: the same code and words are the same error, but for the types that become promises. */
function keyOf({ code, messageText }: ts.Diagnostic): string {
  return `${code} ${ts.flattenDiagnosticMessageText(messageText, ' ').replace(/Promise<([^<>]*)>/g, '$1')}`;
}

/** The program with other texts; the trees of all other files are shared. */
function programWith(program: ts.Program, texts: ReadonlyMap<string, string>, host: ts.ModuleResolutionHost): ts.Program {
  const options = program.getCompilerOptions();
  return ts.createProgram({
    rootNames: [...program.getRootFileNames()],
    options,
    oldProgram: program,
    host: {
      ...host,
      fileExists: (path) => host.fileExists(path),
      readFile: (path) => host.readFile(path),
      getSourceFile(path, how) {
        const text = texts.get(path) ?? (program.getSourceFile(path) ? undefined : host.readFile(path));
        return text === undefined ? program.getSourceFile(path) : ts.createSourceFile(path, text, typeof how === 'object' ? { ...how, jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeInfo } : how);
      },
      getDefaultLibFileName: (settings) => libraryOf(program, settings),
      getCurrentDirectory: () => program.getCurrentDirectory(),
      getCanonicalFileName: (name) => (usesCase(host) ? name : name.toLowerCase()),
      useCaseSensitiveFileNames: () => usesCase(host),
      getNewLine: () => '\n',
      writeFile: () => undefined,
    },
  });
}

function usesCase({ useCaseSensitiveFileNames }: ts.ModuleResolutionHost): boolean {
  return typeof useCaseSensitiveFileNames === 'function' ? useCaseSensitiveFileNames() : useCaseSensitiveFileNames !== false;
}

/** Where the program at hand has its library from. */
function libraryOf(program: ts.Program, settings: ts.CompilerOptions): string {
  const name = ts.getDefaultLibFileName(settings);
  const known = program.getSourceFiles().find((file) => program.isSourceFileDefaultLibrary(file));
  return known ? `${known.fileName.slice(0, known.fileName.lastIndexOf('/'))}/${name}` : name;
}

/** The files that import one of these. */
function importersOf(program: ts.Program, texts: ReadonlyMap<string, string>): string[] {
  const checker = program.getTypeChecker();
  const imports = (file: ts.SourceFile): readonly ts.StringLiteralLike[] => (file as { imports?: readonly ts.StringLiteralLike[] }).imports ?? [];
  return program.getSourceFiles()
    .filter((file) => !file.isDeclarationFile && !texts.has(file.fileName) && !program.isSourceFileFromExternalLibrary(file))
    .filter((file) => imports(file).some((specifier) => checker.getSymbolAtLocation(specifier)?.declarations?.some((one) => texts.has(one.getSourceFile().fileName))))
    .map(({ fileName }) => fileName);
}
