import data from './serving.json' with { type: 'json' };
import type { BlockingApi } from './blocking-calls.ts';
import { wordsOf } from './words.ts';

/** What a package.json says of its package. */
export interface PackageSigns {
  name: string;
  keywords: readonly string[];
  /** The packages it needs for its work, and all that it names. */
  needs: ReadonlySet<string>;
  dependencies: ReadonlySet<string>;
  hasCommands: boolean;
  /** Nobody else installs it. */
  isPrivate: boolean;
}

/**
 * Who else waits on the event loop of a package's code: those whom a server serves; the one person in front of an application; nobody, for people
 * start it by hand; nobody, for only developers run it; not known, for it may be used in any of these. `own`: of a package that
 * nobody else installs, so that its own code tells whether it serves (see `servesRequests`).
 */
export type Serving = 'server' | 'application' | 'command' | 'tool' | 'library' | 'own command' | 'own library';

/** Whether code with this text opens a port for requests. */
export function servesRequests(text: string): boolean {
  return /\bcreateServer\s*\(|\b(?:Bun|Deno)\.serve\s*\(/.test(text) && /\blisten\s*\(|\.serve\s*\(/.test(text);
}

const isServer = among(data.serverPackages);
const isHost = among(data.hostPackages);
const isTemplatePackage = among(data.templatePackages);
const isTaskRunner = among(data.taskRunners);
const isToolWord = among(data.toolWords);
const isToolKeyword = among(data.toolKeywords);
const isToolFolder = among(data.toolFolders);
const isToolFileWord = among(data.toolFiles);
const isAsideFolder = among(data.asideFolders);
const isAsideWord = among(data.asideWords);
const isOnceFileWord = among(data.onceFiles);
const isSetUpWord = among(data.setUpFiles);
const isPast = among(data.pastEvents);
const isLightName = among(data.lightCalls);
const isFileModule = among(data.fileModules);
const isDiskModule = among(data.diskModules);
const isSmallName = among(data.smallFiles);
const isDecorator = among(data.handlerDecorators);
const onceName = new RegExp(`^(?:${data.onceNames.join('|')})$`);
const conventionalExport = new RegExp(`^(?:${data.conventionalExports.join('|')})$`);
const handlerParameters = new RegExp(`^(?:${data.handlerParameters.join('|')})(?:,|$)`);
const developmentSigns = new RegExp(data.developmentSigns, 'i');

/** Who is served by the code of a file. `path` is relative to its package, with `/`. */
export function servingOf(path: string, { name, keywords, needs, dependencies, hasCommands, isPrivate }: PackageSigns, isCommandLineModule: (module: string) => boolean): Serving {
  const [first = ''] = path.split('/');
  const words = name.split(/[^A-Za-z0-9]+/);
  // Of a server `tasks` may well be its jobs.
  const isForBuild = first === 'tasks' && [...dependencies].some((dependency) => isHost(dependency) || isTaskRunner(dependency));
  if (isToolFolder(first) || isForBuild || stemWords(path).some(isToolFileWord)) return 'tool';
  // `vscode-kubernetes-tools` is in an editor all day.
  if ([...dependencies].some(isHost)) return 'application';
  if (words.some(isToolWord) || /^(?:@[^/]+\/)?create-/.test(name) || keywords.some(isToolKeyword)) return 'tool';
  const isServing = [...needs].some(isServer);
  if (hasCommands && (!isServing || path.includes('commands/') || [...needs].some(isCommandLineModule))) return isPrivate && !isServing ? 'own command' : 'command';
  return isServing ? 'server' : isPrivate ? 'own library' : 'library';
}

/** Whether a file shows or tests a program and is no part of it. `path` is relative to the project, with `/`. */
export function isAside(path: string): boolean {
  const folders = path.split('/').slice(0, -1);
  return folders.some((folder) => isAsideFolder(folder) || (folder.includes('-') && folder.split('-').some(isAsideWord)));
}

/** Whether a file holds what runs once: at the start, when something is installed or configured. `path` with `/`. */
export function isOnceFile(path: string): boolean {
  return stemWords(path).some(isOnceFileWord);
}

/** Whether a file sets the program up, by the first word of its name: whoever it serves is alone. `path` with `/`. */
export function isSetUpFile(path: string): boolean {
  return isSetUpWord(stemWords(path)[0] ?? '');
}

/** Whether a function of this name runs once, or seldom. */
export function isOnceName(name: string): boolean {
  return onceName.test(name.replace(/^[_#]+/, ''));
}

/** Whether code of a program with these packages is called by name from files of other kinds: templates, schemas. */
export function hasTemplates(dependencies: Iterable<string>): boolean {
  return [...dependencies].some(isTemplatePackage);
}

/** Whether a framework may look for a function of this name, so that no other file names it. */
export function isConventionalExport(name: string): boolean {
  return conventionalExport.test(name);
}

/** Whether a condition with this text holds only in development. */
export function isDevelopmentSign(text: string): boolean {
  return developmentSigns.test(text);
}

/** Whether a function with parameters of these names handles requests. */
export function areHandlerParameters(names: readonly string[]): boolean {
  return handlerParameters.test(names.join(','));
}

/** Whether methods under a decorator of this name handle requests, messages or jobs. */
export function isHandlerDecorator(name: string): boolean {
  return isDecorator(name);
}

/** Whether an event of this name comes once, when something is over. */
export function isPastEvent(name: string): boolean {
  return isPast(name);
}

/** Whether a blocking call changes one entry of a folder and moves no data. */
export function isLight({ name }: BlockingApi): boolean {
  return isLightName(lastSegment(name));
}

/** Whether a blocking call works on files alone: it starts no other program, and computes little. */
export function isFileWork(api: BlockingApi): boolean {
  return isFileModule(api.module) || (api.module === 'global' && /^(?:Deno|Bun)\.(?!spawn)/.test(api.name));
}

/** Whether a path ends with the name of a file that says how something is configured. */
export function isSmallFile(path: string): boolean {
  return isSmallName(path.slice(path.lastIndexOf('/') + 1));
}

/** Whether a blocking call waits for the disk or another program. */
export function waitsForDisk({ module, name }: BlockingApi): boolean {
  return isDiskModule(module) || (module === 'global' && /^(?:Deno|Bun)\./.test(name));
}

/** The words in the name of a file, without its extension. */
function stemWords(path: string): string[] {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '').split(/[-.]/).flatMap(wordsOf);
}

function lastSegment(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('#')) + 1);
}

function among(names: readonly string[]): (name: string) => boolean {
  const set = new Set(names);
  return (name) => set.has(name);
}
