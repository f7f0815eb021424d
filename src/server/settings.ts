import type { AnalysisSettings } from '../audit/analyze.ts';
import type { ConfigError } from '../audit/config.ts';
import { isTestOrConfig } from '../audit/file-kinds.ts';
import { Packages } from '../audit/packages.ts';
import { folderOf, isWithin, relativePath } from '../audit/paths.ts';
import { SettingsFinder, type FileSettings as FoundSettings } from '../audit/settings.ts';
import { entryOf } from '../rules/catalogue.ts';
import { readEditorSettings, type EditorSettings } from './editor-settings.ts';
import { FolderFiles } from './folder-files.ts';

/** Everything that decides how one file is analysed, besides its text and types. */
export interface FileSettings {
  editor: EditorSettings;
  /** The same object as long as neither a config file nor the editor's settings have changed. */
  analysis: AnalysisSettings;
  /** The nearest config leaves the file out. */
  excluded: boolean;
  /** A test or configuration file, and not to be treated like any other code. */
  isExempt: boolean;
  /** Whether running the file with this text starts a program of its own. */
  isCommand(text: string): boolean;
  /** Names in the nearest package.json. */
  dependencies: ReadonlySet<string>;
  /** Config files that count for nothing, and why. */
  faults: readonly ConfigError[];
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
  private readonly adjusted = new WeakMap<FoundSettings, AnalysisSettings>();
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
    return {
      editor,
      analysis: this.analysisOf(found, editor),
      excluded: !found.isIncluded(path),
      isExempt: !found.tests && isTestOrConfig(relativePath(this.rootOf(path, found, root), path)),
      isCommand: (text) => this.packages.isCommand(path, text),
      dependencies: this.packages.of(path).dependencies,
      faults: finder.faults,
    };
  }

  /** The editor's settings of a workspace folder. */
  editor(root: string): Promise<EditorSettings> {
    let settings = this.editorSettings.get(root);
    if (!settings) this.editorSettings.set(root, (settings = this.fetch(root).then(readEditorSettings)));
    return settings;
  }

  /** The editor's settings have changed. */
  forgetEditor(): void {
    this.editorSettings = new Map();
  }

  /** A config file or a package.json has changed. */
  forgetFiles(): void {
    this.files = new FolderFiles();
    this.packages = new Packages((path) => this.files.read(path));
    this.finders = new WeakMap();
  }

  private finderOf(editor: EditorSettings): SettingsFinder {
    let finder = this.finders.get(editor);
    if (!finder) {
      const { rules, tests } = editor;
      finder = new SettingsFinder((path) => this.files.read(path), { editor: { rules, ...(tests !== undefined && { tests }) } });
      this.finders.set(editor, finder);
    }
    return finder;
  }

  /** `limit` and `maxItems` change options of a rule and leave its severity alone. */
  private analysisOf(found: FoundSettings, { limit, maxItems }: EditorSettings): AnalysisSettings {
    if (limit === undefined && maxItems === undefined) return found.analysis;
    let analysis = this.adjusted.get(found);
    if (!analysis) {
      const id = 'unbounded-concurrency';
      const known = found.analysis.rules.get(id) ?? { severity: entryOf(id).severity, explicit: false, options: {} };
      const options = { ...known.options, ...(limit !== undefined && { limit }), ...(maxItems !== undefined && { maxItems }) };
      analysis = { ...found.analysis, rules: new Map(found.analysis.rules).set(id, { ...known, options }) };
      this.adjusted.set(found, analysis);
    }
    return analysis;
  }

  /** Where the names of folders begin to tell tests apart, as for the command line. */
  private rootOf(path: string, { folder }: FoundSettings, root: string): string {
    if (folder !== undefined && isWithin(folder, path)) return folder;
    return this.packages.rootOf(path, (at) => this.files.isRepository(at)) ?? root;
  }
}
