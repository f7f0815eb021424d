import { hasTemplates, isAside } from '../knowledge/serving.ts';
import type { AnalysisInput } from './analyze.ts';
import { isTestOrConfig } from './file-kinds.ts';
import { Packages, supportsUsing } from './packages.ts';
import { folderOf, isWithin, join, relativePath } from './paths.ts';
import { SettingsFinder, type FileSettings, type SettingsLayers } from './settings.ts';

/** What is asked about the surroundings of files. Paths are absolute with `/`. */
export interface ContextQuestions {
  cwd: string;
  settings: SettingsLayers | undefined;
  /** undefined where a file cannot be read. */
  read(path: string): string | undefined;
  exists(path: string): boolean;
}

/** What decides about a file besides its text and types. */
type Facts = Pick<AnalysisInput, 'settings' | 'dependencies' | 'supportsUsing' | 'isCommandLineEntry' | 'isExempt' | 'inProject' | 'serving' | 'servingOf' | 'isAside'>;

/** What is found out about the surroundings of files, and remembered by folder. */
export class FileContext {
  readonly settings: SettingsFinder;
  private readonly packages: Packages;
  private readonly repositories = new Map<string, boolean>();
  private readonly questions: ContextQuestions;

  constructor(questions: ContextQuestions) {
    const read = (path: string): string | undefined => questions.read(path);
    this.questions = questions;
    this.settings = new SettingsFinder(read, questions.settings);
    this.packages = new Packages(read);
  }

  /** The facts of a file, by its path and text. */
  of(file: string, text: string): Facts {
    const settings = this.settings.of(folderOf(file));
    return {
      settings: settings.analysis,
      dependencies: this.packages.of(file).versions,
      supportsUsing: supportsUsing(file, this.packages.of(file)),
      isCommandLineEntry: this.packages.isCommand(file, text),
      isExempt: !settings.tests && isTestOrConfig(this.inProject(file, settings)),
      inProject: this.inProject(file, settings),
      ...this.packages.servingOf(file),
      servingOf: (path) => this.packages.servingOf(path).serving,
      isAside: !settings.tests && isAside(this.inProject(file, settings)),
    };
  }

  /**
   * Whether a tsconfig's files are all that may use one another: it lies beside the package.json of a program that nobody imports,
   * so that what none of them names is not in use.
   */
  isWhole(configPath: string | undefined): boolean {
    const facts = configPath === undefined ? undefined : this.packages.in(folderOf(configPath));
    return facts !== undefined && !facts.isImported && !hasTemplates(facts.dependencies);
  }

  /** The path of a file within its project. */
  private inProject(file: string, settings: FileSettings): string {
    const { cwd } = this.questions;
    const configFolder = settings.folder !== undefined && isWithin(settings.folder, file) ? settings.folder : undefined;
    const root = configFolder ?? this.packages.rootOf(file, (folder) => this.isRepository(folder)) ?? (isWithin(cwd, file) ? cwd : folderOf(file));
    return relativePath(root, file);
  }

  private isRepository(folder: string): boolean {
    let known = this.repositories.get(folder);
    if (known === undefined) this.repositories.set(folder, (known = this.questions.exists(join(folder, '.git'))));
    return known;
  }
}
