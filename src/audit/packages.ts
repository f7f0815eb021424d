import { isObject, parseObject } from '../analysis/json-object.ts';
import { eventSources } from '../knowledge/event-sources.ts';
import { servingOf, type PackageSigns, type Serving } from '../knowledge/serving.ts';
import { ancestors, folderOf, isWithin, join, relativePath } from './paths.ts';

/** What the package.json nearest to a file says. */
export interface PackageFacts extends PackageSigns {
  /** The same, and each with the oldest major version that it allows: "express", "express@4". */
  versions: ReadonlySet<string>;
  /** The files it names as commands: absolute, with `/`. */
  commands: ReadonlySet<string>;
  /** Its package.json says what other packages import. */
  isImported: boolean;
  /** The oldest Node that its `engines` allow, as major version; undefined where it says nothing. */
  oldestNode: number | undefined;
}

const { isCommandLineModule } = eventSources();

const nothing: PackageFacts = { name: '', keywords: [], needs: new Set(), dependencies: new Set(), versions: new Set(), hasCommands: false, isPrivate: false, commands: new Set(), isImported: false, oldestNode: undefined };

/** Answers about packages, remembered by folder. */
export class Packages {
  private readonly readFile: (path: string) => string | undefined;
  private readonly facts = new Map<string, PackageFacts | undefined>();

  /** `readFile` gives undefined for a file that is not there. */
  constructor(readFile: (path: string) => string | undefined) {
    this.readFile = readFile;
  }

  /** The facts for a file (absolute, with `/`). */
  of(file: string): PackageFacts {
    for (const folder of ancestors(folderOf(file))) {
      const facts = this.at(folder);
      if (facts) return facts;
    }
    return nothing;
  }

  /** Whether running a file starts a program of its own. */
  isCommand(file: string, text: string): boolean {
    return text.startsWith('#!') || this.of(file).commands.has(file);
  }

  /** Who is served by a file's code, as the nearest package.json with a name or dependencies tells; nothing where there is none. */
  servingOf(file: string): { serving?: Serving } {
    for (const folder of ancestors(folderOf(file))) {
      const facts = this.at(folder);
      if (facts && (facts.name !== '' || facts.dependencies.size > 0)) return { serving: servingOf(relativePath(folder, file), facts, isCommandLineModule) };
    }
    return {};
  }

  /** What a package.json in this very folder says; undefined where there is none. */
  in(folder: string): PackageFacts | undefined {
    return this.at(folder);
  }

  /** The outermost folder with a package.json around a file, up to the top of its repository. */
  rootOf(file: string, isTop: (folder: string) => boolean): string | undefined {
    const folders = ancestors(folderOf(file));
    const top = folders.findIndex(isTop);
    if (top >= 0) return folders[top];
    return folders.findLast((folder) => this.at(folder) !== undefined);
  }

  private at(folder: string): PackageFacts | undefined {
    if (this.facts.has(folder)) return this.facts.get(folder);
    const text = this.readFile(join(folder, 'package.json'));
    const facts = text === undefined ? undefined : parseFacts(folder, text);
    this.facts.set(folder, facts);
    return facts;
  }
}

function parseFacts(folder: string, text: string): PackageFacts {
  const value = parseObject(text);
  const { name, keywords, dependencies, devDependencies, peerDependencies, optionalDependencies, bin, engines, private: isPrivate } = value;
  const needs = [dependencies, peerDependencies, optionalDependencies].flatMap(namesIn);
  const entries = [dependencies, devDependencies, peerDependencies, optionalDependencies].flatMap((list) => (isObject(list) ? Object.entries(list) : []));
  const commands = typeof bin === 'string' ? [bin] : isObject(bin) ? Object.values(bin).filter((path) => typeof path === 'string') : [];
  const files = commands.map((path) => join(folder, path.replace(/^\.\//, ''))).filter((path) => isWithin(folder, path));
  return {
    name: typeof name === 'string' ? name : '',
    keywords: Array.isArray(keywords) ? keywords.filter((word) => typeof word === 'string') : [],
    needs: new Set(needs),
    dependencies: new Set([...needs, ...namesIn(devDependencies), ...(isObject(engines) && 'vscode' in engines ? ['vscode'] : [])]),
    versions: new Set([...needs, ...namesIn(devDependencies), ...entries.map(([dependency, range]) => `${dependency}@${isOfWorkspace(range) ? 'workspace' : oldestMajor(range) ?? ''}`)]),
    commands: new Set(files),
    hasCommands: commands.length > 0,
    isImported: ['exports', 'module', 'types', 'typings'].some((key) => key in value),
    isPrivate: isPrivate === true,
    oldestNode: isObject(engines) ? oldestMajor(engines['node']) : undefined,
  };
}

function namesIn(list: unknown): string[] {
  return isObject(list) ? Object.keys(list) : [];
}

/** `workspace:*`, `file:../shelf`: a package of the same repository. */
function isOfWorkspace(range: unknown): boolean {
  return typeof range === 'string' && /^(?:workspace|file|link|portal):/.test(range);
}

/** The smallest major version in a range: of ">=20.19 || ^18" 18. Upper bounds (`<26`) are none of its versions. */
function oldestMajor(range: unknown): number | undefined {
  if (typeof range !== 'string') return undefined;
  const majors = range.split(/\|\|/).flatMap((part) => /(?:^|[\s>=^~v])(\d+)/.exec(part.replace(/<=?\s*[\d.]+/g, ''))?.[1] ?? []);
  return majors.length === 0 ? undefined : Math.min(...majors.map(Number));
}

/**
 * Whether `using` may be written in a file. TypeScript writes it anew for older engines, but the symbols on Node's own
 * objects came with Node 20; JavaScript needs an engine that reads it, and says so.
 */
export function supportsUsing(file: string, { oldestNode }: PackageFacts): boolean {
  return /\.[mc]?tsx?$/.test(file) ? oldestNode === undefined || oldestNode >= 20 : oldestNode !== undefined && oldestNode >= 24;
}
