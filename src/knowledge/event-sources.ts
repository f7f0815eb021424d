import data from './event-sources.json' with { type: 'json' };

type Origins = readonly { module: string; name: string }[];

/** Which callbacks run at once, and which the event loop calls later. event-sources.schema.json says what each list means. */
export interface EventSources {
  isImmediateMethod(name: string): boolean;
  isImmediate(origins: Origins): boolean;
  isTimer(origins: Origins): boolean;
  isReaction(method: string): boolean;
  isListenerMethod(method: string): boolean;
  /** Whether the function calls its last argument, a function, in a later turn. */
  takesCallback(origins: Origins): boolean;
  isServerFactory(origins: Origins): boolean;
  isRequestMethod(method: string): boolean;
  isServerModule(module: string): boolean;
  isHandlerProperty(name: string): boolean;
  /** Of stream options ("transform"); subclasses write them with an underscore. */
  isStreamMethod(name: string): boolean;
  isStreamClass(origins: Origins): boolean;
  endsProcess(origins: Origins): boolean;
  isExitEvent(name: string): boolean;
  /** Whether an event of this name comes when a page is left. */
  isPageEnd(name: string): boolean;
  isFinalEvent(name: string): boolean;
  /** Whether a file with this text is run by a worker thread, as far as the text tells. */
  isWorkerCode(text: string): boolean;
  isCommandLineModule(module: string): boolean;
  /** Whether the callback of a call, other than a listener, runs once. */
  isOneShot(name: string): boolean;
  /** Whether the callback that a method of this name takes is called once: `server.listen(80, …)`. */
  isOneShotMethod(name: string): boolean;
  /** Whether an event of this name comes once, when something has started. */
  isReadyEvent(name: string): boolean;
  /** Whether a function of this name starts, sets up or builds something: it runs once, before anybody waits. */
  isStartUpName(name: string): boolean;
  /** Whether a folder, file or function of this name loads parts of the program. */
  isLoaderName(name: string): boolean;
  /** Whether a file may be a script: its text has signs of one, and none of serving somebody. */
  mayBeScript(text: string): boolean;
}

export function eventSources(): EventSources {
  const streamClasses = new Set(data.streamClasses);
  const callbackModules = new Set(data.callbackModules);
  const recurring = among(data.recurring);
  const startUpNames = new RegExp(`^(?:${data.startUpNames.join('|')})(?:${data.startUpSubjects.join('|')})?$`);
  const loaderNames = new RegExp(`^(?:${data.loaderNames.join('|')})$`);
  const scriptSigns = new RegExp(data.scriptSigns);
  const serverSigns = new RegExp(data.serverSigns);
  return {
    isImmediateMethod: among(data.immediateMethods),
    isImmediate: amongExports(data.immediate),
    isTimer: amongExports(data.timers),
    isReaction: among(data.reactions),
    isListenerMethod: among(data.listenerMethods),
    takesCallback: (origins) => origins.some(({ module, name }) => callbackModules.has(module) && !name.endsWith('Sync')),
    isServerFactory: amongExports(data.serverFactories),
    isRequestMethod: among(data.requestMethods),
    isServerModule: among(data.serverModules),
    isHandlerProperty: among(data.handlerProperties),
    isStreamMethod: among(data.streamMethods),
    isStreamClass: (origins) => origins.some(({ module, name }) => module === 'stream' && streamClasses.has(name)),
    endsProcess: amongExports(data.ends),
    isExitEvent: among(data.exitEvents),
    isPageEnd: among(data.pageEnds),
    isFinalEvent: among(data.finalEvents),
    isWorkerCode: (text) => data.workerSigns.some(({ module, names }) => text.includes(module) && names.some((name) => new RegExp(`\\b${name}\\b`).test(text))),
    isCommandLineModule: among(data.commandLineModules),
    isOneShot: (name) => !recurring(name),
    isOneShotMethod: among(data.oneShotMethods),
    isReadyEvent: among(data.readyEvents),
    isStartUpName: (name) => startUpNames.test(name),
    isLoaderName: (name) => loaderNames.test(name),
    mayBeScript: (text) => scriptSigns.test(text) && !serverSigns.test(text),
  };
}

/** What the place of a file says of it: a build step and the like; a migration; a plugin of a bundler, or what else only developers run; part of a program for the command line; what administrators use; an example, a piece of documentation or a fixture; nothing. */
export type Place = 'script' | 'migration' | 'tool' | 'command' | 'administration' | 'example' | 'anywhere';

const isProgramFolder = among(data.programFolders);
const isProgramFile = among(data.programFiles);
const isDataWord = among(data.dataFolders);
const isToolFolder = among(data.toolFolders);
const isBundler = among(data.bundlers);
const isCommandFolder = among(data.commandFolders);
const isExampleWord = among(data.exampleFolders);

/** The place of a file. `path` is relative to the project, with `/`. */
export function placeOf(path: string): Place {
  const folders = path.split('/');
  const [stem = ''] = (folders.pop() ?? '').split('.');
  const [first = ''] = stem.split('-');
  // Among the sources of a product `publish.ts` is what it does, not how it is made; data is filled in from there as well.
  const isProgram = isProgramFile(first) && (isDataWord(first) || first === 'migrate' || !folders.some((folder) => /^(?:src|lib|app|server)$/.test(folder)));
  if (isProgram || folders.some((folder) => folder.split('-').some(isProgramFolder))) {
    return folders.some((folder) => folder.split('-').some(isDataWord)) || isDataWord(first) || first === 'migrate' ? 'migration' : 'script';
  }
  if (folders.some(isCommandFolder)) return 'command';
  if (folders.some((folder) => isToolFolder(folder) || isPluginOfBundler(folder)) || isPluginOfBundler(stem)) return 'tool';
  if (folders.includes('admin')) return 'administration';
  return /^(?:fixtures?|mocks?|examples?|demo)$/.test(stem) || folders.some((folder) => folder.split('-').some(isExampleWord)) || /\.(?:stories|example|fixture|mock|bench)\.|[-_](?:test|spec|fixture|mock|bench)s?\.[^./]+$/.test(path) ? 'example' : 'anywhere';
}

/** "vite-plugin-icons", "plugin-rollup". */
function isPluginOfBundler(name: string): boolean {
  const words = name.split('-');
  return words.includes('plugin') && words.some(isBundler);
}

function among(names: readonly string[]): (name: string) => boolean {
  const set = new Set(names);
  return (name) => set.has(name);
}

function amongExports(lists: readonly { module: string; names: readonly string[] }[]): (origins: Origins) => boolean {
  const set = new Set(lists.flatMap(({ module, names }) => names.map((name) => `${module} ${name}`)));
  return (origins) => origins.some(({ module, name }) => set.has(`${module} ${name}`));
}
