import picomatch from 'picomatch';
import { createKnowledge, type KnowledgeAdditions } from '../knowledge/index.ts';
import { catalogue, entryOf, type RuleId } from '../rules/catalogue.ts';
import type { AnalysisSettings, RuleSetting } from './analyze.ts';
import { ConfigError, configName, parseConfig, type Config } from './config.ts';

/** `--rule ID=SEVERITY`; the id may be "all". */
export interface RuleOverride {
  rule: string;
  severity: RuleSetting['severity'];
}

/** Settings above those of the nearest config file, lowest first. */
export interface SettingsLayers {
  /** What the editor's settings of a folder say. */
  editor?: Omit<Config, 'path' | 'folder'>;
  /** Options that the editor sets whatever the severity of their rule is, by rule id. */
  editorOptions?: readonly (readonly [RuleId, RuleSetting['options']])[];
  /** `--config FILE`. */
  config?: Config;
  overrides?: readonly RuleOverride[];
  /** `--no-config`: config files are not looked for. */
  withoutNearest?: boolean;
}

/** Everything that is set for one file. */
export interface FileSettings {
  analysis: AnalysisSettings;
  /** Whether test and configuration files are treated like other code. */
  tests: boolean;
  /** Whether the config's include and exclude leave the file in. */
  isIncluded(path: string): boolean;
  /** The folder of the config file that counts, if there is one. */
  folder: string | undefined;
}

/** Finds and remembers the settings of files: those of one folder are the same. */
export class SettingsFinder {
  /** Faults in config files met on the way; such a file counts as not there. */
  readonly faults: ConfigError[] = [];
  private readonly readFile: (path: string) => string | undefined;
  private readonly layers: SettingsLayers;
  private readonly configs = new Map<string, Config | undefined>();
  private readonly settings = new Map<Config | undefined, FileSettings>();

  /** `readFile` gives undefined for a file that is not there. */
  constructor(readFile: (path: string) => string | undefined, layers: SettingsLayers = {}) {
    this.readFile = readFile;
    this.layers = layers;
  }

  /** The settings of the files in a folder (absolute, with `/`). */
  of(folder: string): FileSettings {
    const nearest = this.layers.withoutNearest ? undefined : this.nearestConfig(folder);
    let settings = this.settings.get(nearest);
    if (!settings) this.settings.set(nearest, (settings = combine(nearest, this.layers)));
    return settings;
  }

  private nearestConfig(folder: string): Config | undefined {
    if (this.configs.has(folder)) return this.configs.get(folder);
    const parent = folder.slice(0, folder.lastIndexOf('/')) || '/';
    const config = this.readConfig(`${folder === '/' ? '' : folder}/${configName}`) ?? (parent === folder || !folder.includes('/') ? undefined : this.nearestConfig(parent));
    this.configs.set(folder, config);
    return config;
  }

  private readConfig(path: string): Config | undefined {
    const text = this.readFile(path);
    if (text === undefined) return undefined;
    try {
      return parseConfig(path, text);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      this.faults.push(error);
      return undefined;
    }
  }
}

/** Lays the settings above one another: defaults < nearest config < editor < --config < --rule. */
function combine(nearest: Config | undefined, { editor, editorOptions = [], config, overrides = [] }: SettingsLayers): FileSettings {
  const layers = [nearest, editor, config].filter((layer) => layer !== undefined);
  const rules = new Map<string, RuleSetting>();
  for (const layer of layers) {
    for (const [id, setting] of layer.rules) rules.set(id, { ...setting, options: { ...rules.get(id)?.options, ...setting.options } });
  }
  for (const [id, options] of editorOptions) {
    const known = rules.get(id) ?? { severity: entryOf(id).severity, explicit: false, options: {} };
    rules.set(id, { ...known, options: { ...known.options, ...options } });
  }
  for (const { rule, severity } of overrides) {
    const ids = rule === 'all' ? catalogue.map((entry) => entry.id) : [rule];
    for (const id of ids) rules.set(id, { severity, explicit: true, options: rules.get(id)?.options ?? {} });
  }
  const all = <K extends keyof KnowledgeAdditions | 'safeFixes'>(key: K): NonNullable<Config[K]>[number][] => layers.flatMap((layer) => (layer[key] ?? []) as NonNullable<Config[K]>[number][]);
  return {
    analysis: {
      rules,
      knowledge: createKnowledge({ blockingCalls: all('blockingCalls'), resources: all('resources'), limiters: all('limiters'), safeToFloat: all('safeToFloat') }),
      safeFixes: new Set(all('safeFixes')),
    },
    tests: layers.findLast((layer) => layer.tests !== undefined)?.tests ?? false,
    isIncluded: fileFilter(layers.filter((layer): layer is Config => 'folder' in layer)),
    folder: (nearest ?? config)?.folder,
  };
}

/** The last config that includes, and the last that excludes, decide. */
function fileFilter(configs: readonly Config[]): (path: string) => boolean {
  const matcher = (key: 'include' | 'exclude'): ((path: string) => boolean) | undefined => {
    const config = configs.findLast((candidate) => candidate[key] !== undefined);
    if (!config) return undefined;
    const matches = picomatch((config[key] ?? []).map(withoutDot), { dot: true });
    const prefix = config.folder === '/' ? '/' : `${config.folder}/`;
    return (path) => path.startsWith(prefix) && matches(path.slice(prefix.length));
  };
  const includes = matcher('include');
  const excludes = matcher('exclude');
  return (path) => (includes?.(path) ?? true) && !(excludes?.(path) ?? false);
}

/** "./src/" means what "src/**" means. */
function withoutDot(glob: string): string {
  const plain = glob.replace(/^\.\//, '');
  return plain.endsWith('/') ? `${plain}**` : plain;
}
