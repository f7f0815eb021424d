import { access } from 'node:fs/promises';
import type { AnalysisSettings } from '../audit/analyze.ts';
import type { Baseline } from '../audit/baseline.ts';
import { BaselineFinder } from '../audit/baseline-finder.ts';
import type { ConfigError } from '../audit/config.ts';
import { isTestOrConfig } from '../audit/file-kinds.ts';
import { isAside, type Serving } from '../knowledge/serving.ts';
import { Packages, supportsUsing } from '../audit/packages.ts';
import { folderOf, isWithin, relativePath } from '../audit/paths.ts';
import { SettingsFinder, type FileSettings as FoundSettings, type SettingsLayers } from '../audit/settings.ts';
import { readEditorSettings, type EditorSettings } from './editor-settings.ts';
import { FolderFiles } from './folder-files.ts';

/** Everything that decides how one file is analysed, besides its text and types. */
export interface FileSettings {
  editor: EditorSettings;
  /** The same object as long as neither a config file nor the editor's settings have changed. */
  analysis: AnalysisSettings;
  /** The nearest config leaves the file out, or it belongs to a dependency. */
  excluded: boolean;
  /** A test or configuration file, and not to be treated like any other code. */
  isExempt: boolean;
  inProject: string;
  /** Who is served by its package; left out where there is no package.json. */
  serving?: Serving;
  /** The file shows or tests a program. */
  isAside: boolean;
  /** Whether running the file with this text starts a program of its own. */
  isCommand(text: string): boolean;
  /** Names in the nearest package.json. */
  dependencies: ReadonlySet<string>;
  /** Whether fixes may write `using`. */
  supportsUsing: boolean;
  /** Config files that count for nothing, and why. */
  faults: readonly ConfigError[];
  /** What was agreed on; the same object as long as it has not changed. */
  baseline: OpenBaseline | undefined;
  /** Baselines that count for nothing, and why. */
  baselineFaults: readonly string[];
}

/** A baseline, and which of its files are not there any more. */
export interface OpenBaseline {
  baseline: Baseline;
  gone: ReadonlySet<string>;
}

/**
 * Settings of files: defaults, then the nearest async-pitfalls.jsonc, then the editor's settings of the workspace folder.
 * Files are read asynchronously and remembered until `forgetFiles`.
 */
export class SettingsStore {
  private editorSettings = new Map<string, Promise<EditorSettings>>();
  private files = new FolderFiles();
  private packages = new Packages((path) => this.files.read(path));
  private finders = new WeakMap<EditorSettings, SettingsFinder>();
  private baselines = this.newBaselines();
  private gone = new Map<Baseline, Promise<OpenBaseline>>();
  private readonly fetch: (root: string) => Promise<unknown>;

  /** `fetch` asks the editor for the section `asyncPitfalls` of a workspace folder. */
  constructor(fetch: (root: string) => Promise<unknown>) {
    this.fetch = fetch;
  }

  /** The settings of a file in a workspace folder. */
  async of(path: string, root: string): Promise<FileSettings> {
    const folder = folderOf(path);
    const { files } = this;
    const [editor] = await Promise.all([this.editor(root), files.load(folder)]);
    // Forgotten while they were read: what was read is old.
    if (files !== this.files) return this.of(path, root);
    const finder = this.finderOf(editor);
    const found = finder.of(folder);
    const baseline = this.baselines.of(folder, root);
    const open = baseline && await this.openBaseline(baseline);
    if (files !== this.files) return this.of(path, root);
    const inProject = relativePath(this.rootOf(path, found, root), path);
    return {
      editor,
      analysis: found.analysis,
      excluded: path.includes('/node_modules/') || !found.isIncluded(path),
      isExempt: !found.tests && isTestOrConfig(inProject),
      inProject,
      ...this.packages.servingOf(path),
      isAside: !found.tests && isAside(inProject),
      isCommand: (text) => this.packages.isCommand(path, text),
      dependencies: this.packages.of(path).versions,
      supportsUsing: supportsUsing(path, this.packages.of(path)),
      faults: finder.faults,
      baseline: open,
      baselineFaults: [...this.baselines.faults.values()],
    };
  }

  /** The editor's settings of a workspace folder. */
  editor(root: string): Promise<EditorSettings> {
    let settings = this.editorSettings.get(root);
    if (!settings) this.editorSettings.set(root, (settings = this.fetch(root).then(readEditorSettings)));
    return settings;
  }

  /** The editor's settings of a workspace folder as an audit takes them. */
  async layers(root: string): Promise<SettingsLayers> {
    return layersOf(await this.editor(root));
  }

  /** The editor's settings have changed. */
  forgetEditor(): void {
    this.editorSettings = new Map();
  }

  /** Files came or went: a baseline may hold what one of them held. Says whether that is so. */
  forgetGone(paths: readonly string[]): boolean {
    const moved = [...this.gone.keys()].filter(({ entries }) => entries.some(({ path }) => paths.includes(path)));
    for (const baseline of moved) this.gone.delete(baseline);
    return moved.length > 0;
  }

  /** A config file, a package.json or a baseline has changed. */
  forgetFiles(): void {
    this.files = new FolderFiles();
    this.baselines = this.newBaselines();
    this.gone = new Map();
    this.packages = new Packages((path) => this.files.read(path));
    this.finders = new WeakMap();
  }

  private newBaselines(): BaselineFinder {
    return new BaselineFinder({ read: (path) => this.files.read(path), isRepository: (folder) => this.files.isRepository(folder) });
  }

  private openBaseline(baseline: Baseline): Promise<OpenBaseline> {
    let opening = this.gone.get(baseline);
    if (!opening) this.gone.set(baseline, (opening = withGone(baseline)));
    return opening;
  }

  private finderOf(editor: EditorSettings): SettingsFinder {
    let finder = this.finders.get(editor);
    if (!finder) {
      finder = new SettingsFinder((path) => this.files.read(path), layersOf(editor));
      this.finders.set(editor, finder);
    }
    return finder;
  }

  /** Where the names of folders begin to tell tests apart, as for the command line. */
  private rootOf(path: string, { folder }: FoundSettings, root: string): string {
    if (folder !== undefined && isWithin(folder, path)) return folder;
    return this.packages.rootOf(path, (at) => this.files.isRepository(at)) ?? root;
  }
}

async function withGone(baseline: Baseline): Promise<OpenBaseline> {
  const gone = new Set<string>();
  for (const path of new Set(baseline.entries.map((entry) => entry.path))) {
    await access(path).catch((error: NodeJS.ErrnoException) => { if (error.code === 'ENOENT' || error.code === 'ENOTDIR') gone.add(path); });
  }
  return { baseline, gone };
}

/** The editor's settings as layers above the config files. */
function layersOf({ rules, tests, limit, maxItems }: EditorSettings): SettingsLayers {
  const options = { ...(limit !== undefined && { limit }), ...(maxItems !== undefined && { maxItems }) };
  return { editor: { rules, ...(tests !== undefined && { tests }) }, ...(Object.keys(options).length > 0 && { editorOptions: [['unbounded-concurrency', options]] }) };
}
