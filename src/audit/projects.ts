import ts from 'typescript';
import type { Problem } from '../analysis/finding.ts';

/** The part of a file system that finding projects needs; `ts.sys` is one. Paths are absolute with `/`. */
export type ProjectHost = Pick<ts.System, 'fileExists' | 'readFile' | 'readDirectory' | 'directoryExists' | 'useCaseSensitiveFileNames'>;

/** What TypeScript has to know to give a file its types. */
export interface Project {
  /** The tsconfig.json or jsconfig.json; undefined for files in none. */
  configPath: string | undefined;
  /** The folder of the config file; for files in none the one that was asked for. */
  folder: string;
  /** What the config file includes. */
  rootNames: readonly string[];
  /** Compiler options, made fit for analysis: nothing is written, libraries are not checked. */
  options: ts.CompilerOptions;
  /** What is wrong with the config file. It does not end anything: TypeScript's defaults stand in. */
  problems: readonly Problem[];
}

/** A project and the files of it that shall be analysed. */
export interface ProjectPlan {
  project: Project;
  /** Absolute with `/`; sorted. Some may be none of the project's own roots: they are analysed with its options. */
  files: string[];
}

const configNames = ['tsconfig.json', 'jsconfig.json'];

/** What VS Code assumes for a file without a project. */
const inferredOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.Preserve,
  allowJs: true,
  strictNullChecks: true,
  strictFunctionTypes: true,
  allowSyntheticDefaultImports: true,
  esModuleInterop: true,
  resolveJsonModule: true,
  experimentalDecorators: true,
  types: ['*'],
};

/** Set in every project: analysis writes nothing, and diagnostics of TypeScript's own are not asked for. */
const analysisOptions: ts.CompilerOptions = {
  noEmit: true,
  composite: false,
  incremental: false,
  declaration: false,
  declarationMap: false,
  sourceMap: false,
  emitDeclarationOnly: false,
  checkJs: false,
  skipLibCheck: true,
  skipDefaultLibCheck: true,
  allowImportingTsExtensions: true,
  noResolve: false,
  // Untyped JavaScript of dependencies is expensive to infer and rarely tells more than "any".
  maxNodeModuleJsDepth: 0,
  // How a type is written must not depend on which files were looked at before.
  stableTypeOrdering: true,
};

/**
 * Finds projects as VS Code does: the nearest tsconfig.json or jsconfig.json that includes the file, itself or through its
 * references, else one further out; else the nearest one's options; else options of its own.
 * Config files are read once; `forget` after one has changed.
 */
export class Projects {
  private readonly host: ProjectHost;
  private readonly parsed = new Map<string, ParsedConfig>();
  private readonly nearest = new Map<string, string | undefined>();
  private readonly projects = new Map<string, Project>();
  private readonly inferred = new Map<string, Project>();
  private readonly owners = new Map<string, Project>();

  constructor(host: ProjectHost = ts.sys) {
    this.host = host;
  }

  /** The project of a file. `root` is the folder that files in no project share (a workspace folder). */
  projectOf(file: string, root: string): Project {
    let owner = this.owners.get(file);
    if (!owner) this.owners.set(file, (owner = this.findOwner(file) ?? this.inferredProject(root)));
    return owner;
  }

  /** Groups files by project, in the order of the projects' config paths. */
  plan(files: readonly string[], root: string): ProjectPlan[] {
    const plans = new Map<Project, ProjectPlan>();
    for (const file of files) {
      const project = this.projectOf(file, root);
      const plan = plans.get(project) ?? { project, files: [] };
      plan.files.push(file);
      plans.set(project, plan);
    }
    const sorted = [...plans.values()].sort((a, b) => ((a.project.configPath ?? '\uffff') < (b.project.configPath ?? '\uffff') ? -1 : 1));
    for (const plan of sorted) plan.files.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    return sorted;
  }

  /** The folders that the projects read so far write their output to. */
  outputFolders(): string[] {
    return [...this.parsed.values()].flatMap(({ commandLine }) => [commandLine.options.outDir, commandLine.options.declarationDir]).filter((folder) => folder !== undefined);
  }

  /** The output folders of the config file nearest to a folder. */
  outputFoldersAt(folder: string): string[] {
    const config = this.nearestConfig(folder);
    const options = config === undefined ? undefined : this.read(config).commandLine.options;
    return [options?.outDir, options?.declarationDir].filter((path) => path !== undefined);
  }

  /** Reads everything anew when next asked: a config file, or the set of files, has changed. */
  forget(): void {
    for (const map of [this.parsed, this.nearest, this.projects, this.inferred, this.owners]) map.clear();
  }

  private findOwner(file: string): Project | undefined {
    const first = this.nearestConfig(folderOf(file));
    for (let config = first; config !== undefined; config = this.nearestConfig(folderOf(folderOf(config)))) {
      const owner = this.includingProject(config, file, new Set());
      if (owner) return owner;
      if (folderOf(config) === folderOf(folderOf(config))) break;
    }
    if (first === undefined) return undefined;
    // Included nowhere (an excluded test, a script): the nearest options know paths and libraries better than none.
    return this.project(first, !/\.[mc]?tsx?$/.test(file));
  }

  private includingProject(config: string, file: string, seen: Set<string>): Project | undefined {
    if (seen.has(config)) return undefined;
    seen.add(config);
    const { commandLine, files } = this.read(config);
    if (files.has(this.canonical(file))) return this.project(config, false);
    for (const reference of commandLine.projectReferences ?? []) {
      const path = ts.resolveProjectReferencePath(reference);
      const owner = this.host.fileExists(path) ? this.includingProject(path, file, seen) : undefined;
      if (owner) return owner;
    }
    return undefined;
  }

  private project(config: string, withJavaScript: boolean): Project {
    const key = `${config}${withJavaScript ? '|js' : ''}`;
    let project = this.projects.get(key);
    if (!project) {
      const { commandLine, problems } = this.read(config);
      // A JavaScript file beside a project that leaves JavaScript out shares its options, not its files.
      const beside = withJavaScript && commandLine.options.allowJs !== true;
      project = {
        configPath: config,
        folder: folderOf(config),
        rootNames: beside ? [] : commandLine.fileNames,
        options: forAnalysis(beside ? { ...commandLine.options, allowJs: true } : commandLine.options),
        problems: beside ? [] : problems,
      };
      this.projects.set(key, project);
    }
    return project;
  }

  private inferredProject(root: string): Project {
    let project = this.inferred.get(root);
    if (!project) {
      project = { configPath: undefined, folder: root, rootNames: [], options: { ...inferredOptions, ...analysisOptions }, problems: [] };
      this.inferred.set(root, project);
    }
    return project;
  }

  private nearestConfig(folder: string): string | undefined {
    const cached = this.nearest.get(folder);
    if (cached !== undefined || this.nearest.has(folder)) return cached;
    let found = configNames.map((name) => join(folder, name)).find((path) => this.host.fileExists(path));
    if (found === undefined && folderOf(folder) !== folder) found = this.nearestConfig(folderOf(folder));
    this.nearest.set(folder, found);
    return found;
  }

  private read(config: string): ParsedConfig {
    let parsed = this.parsed.get(config);
    if (!parsed) this.parsed.set(config, (parsed = parseConfig(config, this.host, (file) => this.canonical(file))));
    return parsed;
  }

  private canonical(file: string): string {
    return this.host.useCaseSensitiveFileNames ? file : file.toLowerCase();
  }
}

interface ParsedConfig {
  commandLine: ts.ParsedCommandLine;
  files: ReadonlySet<string>;
  problems: Problem[];
}

function parseConfig(config: string, host: ProjectHost, canonical: (file: string) => string): ParsedConfig {
  const source = ts.readJsonConfigFile(config, (path) => host.readFile(path));
  const existing = config.endsWith('jsconfig.json') ? { allowJs: true, allowSyntheticDefaultImports: true, skipLibCheck: true, noEmit: true } : {};
  const commandLine = ts.parseJsonSourceFileConfigFileContent(source, { ...host, fileExists: (path) => host.fileExists(path) }, folderOf(config), existing, config);
  const errors = [...(source as unknown as { parseDiagnostics: readonly ts.Diagnostic[] }).parseDiagnostics, ...commandLine.errors].filter(isWorthTelling);
  const unique = [...new Set(errors.map((error) => ts.flattenDiagnosticMessageText(error.messageText, ' ')))];
  const problems = unique.map((message): Problem => ({ kind: 'types', path: config, message: `${message} Mend ${config.slice(config.lastIndexOf('/') + 1)}; until then types may be missing.` }));
  return { commandLine, files: new Set(commandLine.fileNames.map(canonical)), problems };
}

/** "No inputs were found" is no fault of a config that only refers to others, or whose files are not ours to analyse. */
function isWorthTelling(error: ts.Diagnostic): boolean {
  return error.category === ts.DiagnosticCategory.Error && error.code !== 18002 && error.code !== 18003;
}

function forAnalysis(options: ts.CompilerOptions): ts.CompilerOptions {
  const { outDir: _outDir, outFile: _outFile, rootDir: _rootDir, tsBuildInfoFile: _info, declarationDir: _declarationDir, isolatedDeclarations: _isolated, ...rest } = options;
  // TypeScript 6 loads no @types of its own accord; the versions before it loaded all, and most projects still count on that.
  return { types: ['*'], ...rest, ...analysisOptions };
}

function folderOf(path: string): string {
  const at = path.lastIndexOf('/');
  if (at <= 0) return '/';
  const folder = path.slice(0, at);
  return /^[A-Za-z]:$/.test(folder) ? `${folder}/` : folder;
}

function join(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}
