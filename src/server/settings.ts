import { readFile } from 'node:fs/promises';
import picomatch from 'picomatch';
import type { AnalysisSettings, RuleSetting } from '../audit/analyze.ts';
import { ConfigError, configName, parseConfig, type Config } from '../audit/config.ts';
import { createKnowledge, type Knowledge } from '../knowledge/index.ts';
import { entryOf } from '../rules/catalogue.ts';
import { readEditorSettings, type EditorSettings } from './editor-settings.ts';

/** Everything that decides how one file is analysed. */
export interface FileSettings {
  editor: EditorSettings;
  /** What the rules are told; the nearest config with the editor's settings on top. */
  analysis: AnalysisSettings;
  /** Test and configuration files are treated like any other code. */
  tests: boolean;
  /** The nearest config leaves the file out. */
  excluded: boolean;
  /** Names in the nearest package.json. */
  dependencies: ReadonlySet<string>;
  /** What the nearest package.json starts: these files are command-line entries. */
  binaries: ReadonlySet<string>;
  /** Why the nearest config file counts for nothing. */
  fault: ConfigError | undefined;
}

interface LoadedConfig {
  config: Config | undefined;
  fault: ConfigError | undefined;
  knowledge: Knowledge;
  isLeftOut(path: string): boolean;
}

interface Package {
  dependencies: ReadonlySet<string>;
  binaries: ReadonlySet<string>;
}

const noPackage: Package = { dependencies: new Set(), binaries: new Set() };

/**
 * Settings of files: defaults, then the nearest async-pitfalls.jsonc, then the editor's settings of the folder.
 * Files are read asynchronously and remembered until `forgetFiles`.
 */
export class SettingsStore {
  private readonly editorSettings = new Map<string, Promise<EditorSettings>>();
  private readonly configs = new Map<string, Promise<LoadedConfig | undefined>>();
  private readonly packages = new Map<string, Promise<Package | undefined>>();
  private readonly merged = new WeakMap<EditorSettings, Map<object, AnalysisSettings>>();
  private readonly fetch: (root: string) => Promise<unknown>;

  /** `fetch` asks the editor for the section `asyncPitfalls` of a workspace folder. */
  constructor(fetch: (root: string) => Promise<unknown>) {
    this.fetch = fetch;
  }

  /** The settings of a file in a workspace folder. */
  async of(path: string, root: string): Promise<FileSettings> {
    const folder = folderOf(path);
    const [editor, loaded, manifest] = await Promise.all([
      this.editor(root),
      this.nearest(folder, this.configs, (at) => this.loadConfig(at)),
      this.nearest(folder, this.packages, loadPackage),
    ]);
    return {
      editor,
      analysis: this.analysisOf(editor, loaded),
      tests: editor.tests ?? loaded?.config?.tests ?? false,
      excluded: loaded?.isLeftOut(path) ?? false,
      dependencies: (manifest ?? noPackage).dependencies,
      binaries: (manifest ?? noPackage).binaries,
      fault: loaded?.fault,
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
    this.editorSettings.clear();
  }

  /** A config file or a package.json has changed. */
  forgetFiles(): void {
    this.configs.clear();
    this.packages.clear();
  }

  /** The same object as long as neither has changed: what depends on it is kept as long. */
  private analysisOf(editor: EditorSettings, loaded: LoadedConfig | undefined): AnalysisSettings {
    const key = loaded ?? this;
    const known = this.merged.get(editor) ?? new Map<object, AnalysisSettings>();
    let analysis = known.get(key);
    if (!analysis) {
      analysis = { rules: merge(loaded?.config?.rules ?? new Map(), editor), knowledge: loaded?.knowledge ?? plainKnowledge, safeFixes: new Set(loaded?.config?.safeFixes) };
      known.set(key, analysis);
      this.merged.set(editor, known);
    }
    return analysis;
  }

  /** What a folder itself has, or the nearest folder above it. */
  private async nearest<V>(folder: string, cache: Map<string, Promise<V | undefined>>, load: (folder: string) => Promise<V | undefined>): Promise<V | undefined> {
    for (let at = folder; ; at = folderOf(at)) {
      let loading = cache.get(at);
      if (!loading) cache.set(at, (loading = load(at)));
      const found = await loading;
      if (found !== undefined || folderOf(at) === at) return found;
    }
  }

  private async loadConfig(folder: string): Promise<LoadedConfig | undefined> {
    const path = within(folder, configName);
    const text = await readIfThere(path);
    if (text === undefined) return undefined;
    try {
      const config = parseConfig(path, text);
      return { config, fault: undefined, knowledge: createKnowledge(config), isLeftOut: leftOutBy(config) };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return { config: undefined, fault: error, knowledge: plainKnowledge, isLeftOut: () => false };
    }
  }
}

const plainKnowledge = createKnowledge();

function merge(config: ReadonlyMap<string, RuleSetting>, editor: EditorSettings): ReadonlyMap<string, RuleSetting> {
  const merged = new Map(config);
  for (const [id, setting] of editor.rules) merged.set(id, { ...setting, options: { ...config.get(id)?.options, ...setting.options } });
  const { limit, maxItems } = editor;
  if (limit !== undefined || maxItems !== undefined) {
    const id = 'unbounded-concurrency';
    const known = merged.get(id) ?? { severity: entryOf(id).severity, explicit: false, options: {} };
    merged.set(id, { ...known, options: { ...known.options, ...(limit !== undefined && { limit }), ...(maxItems !== undefined && { maxItems }) } });
  }
  return merged;
}

function leftOutBy({ folder, include, exclude }: Config): (path: string) => boolean {
  const isIncluded = include ? picomatch([...include], { dot: true }) : () => true;
  const isExcluded = exclude ? picomatch([...exclude], { dot: true }) : () => false;
  return (path) => {
    const relative = path.slice(folder.endsWith('/') ? folder.length : folder.length + 1);
    return !isIncluded(relative) || isExcluded(relative);
  };
}

async function loadPackage(folder: string): Promise<Package | undefined> {
  const text = await readIfThere(within(folder, 'package.json'));
  if (text === undefined) return undefined;
  try {
    const { dependencies, devDependencies, peerDependencies, optionalDependencies, bin } = JSON.parse(text) as Record<string, Record<string, string> | undefined>;
    const binaries = typeof bin === 'string' ? [bin] : Object.values(bin ?? {});
    return {
      dependencies: new Set([dependencies, devDependencies, peerDependencies, optionalDependencies].flatMap((group) => Object.keys(group ?? {}))),
      binaries: new Set(binaries.map((file) => within(folder, String(file).replace(/^\.\//, '')))),
    };
  } catch (error) {
    // Half-typed: npm itself will say so. Anything else is ours.
    if (error instanceof SyntaxError || error instanceof TypeError) return noPackage;
    throw error;
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

function folderOf(path: string): string {
  const at = path.lastIndexOf('/');
  if (at <= 0) return '/';
  const folder = path.slice(0, at);
  // The root of a Windows drive is its own folder.
  return /^[a-z]:$/i.test(folder) ? (path.length === folder.length + 1 ? path : `${folder}/`) : folder;
}

function within(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}
