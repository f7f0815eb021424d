import ts from 'typescript';
import { isBuiltin, normalizeModule } from '../analysis/origin.ts';
import { folderOf, join } from './paths.ts';

/** The part of a file system that resolving imports needs; `ts.sys` is one. */
export type ModuleHost = Pick<ts.System, 'fileExists' | 'readFile' | 'directoryExists' | 'getCurrentDirectory' | 'useCaseSensitiveFileNames'> & Partial<Pick<ts.System, 'realpath'>>;

/** The file of the project that an import leads to. Undefined for Node's own modules, for packages, and for what is not there. */
export type ResolveModule = (specifier: string, from: string) => string | undefined;

/**
 * Resolves imports as TypeScript does: extensions, index files, `paths`, package.json's `imports` and `exports`; to the code,
 * not to its declarations. `packageFolder` knows the packages of the project, which are found though nothing is installed.
 */
export function moduleResolver(optionsOf: (path: string) => ts.CompilerOptions, host: ModuleHost, packageFolder: (name: string) => string | undefined): ResolveModule {
  const known = new Map<string, string | undefined>();
  const caches = new Map<ts.CompilerOptions, { options: ts.CompilerOptions; cache: ts.ModuleResolutionCache }>();
  const linked = withPackages(host, packageFolder);

  const settingsOf = (path: string): { options: ts.CompilerOptions; cache: ts.ModuleResolutionCache } => {
    const own = optionsOf(path);
    let made = caches.get(own);
    if (!made) {
      // Not in the published type: code rather than declarations is looked for.
      const forCode: ts.CompilerOptions & { noDtsResolution: boolean } = { ...own, allowJs: true, noDtsResolution: true, moduleResolution: ts.ModuleResolutionKind.Bundler, module: ts.ModuleKind.ESNext };
      const cache = ts.createModuleResolutionCache(host.getCurrentDirectory(), (name) => (host.useCaseSensitiveFileNames ? name : name.toLowerCase()), forCode);
      caches.set(own, (made = { options: forCode, cache }));
    }
    return made;
  };

  return (specifier, from) => {
    if (isBuiltin(normalizeModule(specifier))) return undefined;
    const key = `${folderOf(from)} ${specifier}`;
    if (known.has(key)) return known.get(key);
    const { options, cache } = settingsOf(from);
    if (isPackage(specifier, options, packageFolder)) return undefined;
    const { resolvedModule } = ts.resolveModuleName(specifier, from, options, linked, cache);
    const path = resolvedModule?.resolvedFileName;
    const answer = path === undefined || path.includes('/node_modules/') || !/(?<!\.d)\.[mc]?[jt]sx?$/.test(path) ? undefined : path;
    known.set(key, answer);
    return answer;
  };
}

/** Whether an import can only lead to a package that is not the project's own: the most common case, and the dearest to look for. */
function isPackage(specifier: string, { paths, baseUrl }: ts.CompilerOptions, packageFolder: (name: string) => string | undefined): boolean {
  if (/^[./#]/.test(specifier) || baseUrl !== undefined) return false;
  if (Object.keys(paths ?? {}).some((pattern) => specifier.startsWith(pattern.split('*')[0] ?? ''))) return false;
  return packageFolder(/^(?:@[^/]+\/)?[^/]*/.exec(specifier)?.[0] ?? specifier) === undefined;
}

/** The names that the package.json files around some paths give to their folders. A name that is given twice means nothing. */
export function packageFolders(paths: Iterable<string>, readFile: (path: string) => string | undefined): (name: string) => string | undefined {
  let folders: Map<string, string | undefined> | undefined;
  const collect = (): Map<string, string | undefined> => {
    const found = new Map<string, string | undefined>();
    const seen = new Set<string>();
    for (const path of paths) {
      for (let folder = folderOf(path); !seen.has(folder); folder = folderOf(folder)) {
        seen.add(folder);
        const name = packageName(readFile(join(folder, 'package.json')));
        if (name !== undefined) found.set(name, found.has(name) ? undefined : folder);
      }
    }
    return found;
  };
  return (name) => (folders ??= collect()).get(name);
}

function packageName(text: string | undefined): string | undefined {
  return text === undefined ? undefined : /"name"\s*:\s*"([^"]+)"/.exec(text)?.[1];
}

/** The file system as it would be if the project's own packages were linked into node_modules. Where they have not been built, their sources stand in. */
function withPackages(host: ModuleHost, packageFolder: (name: string) => string | undefined): ts.ModuleResolutionHost {
  const real = (path: string): string => {
    const [, name, rest = ''] = /\/node_modules\/((?:@[^/]+\/)?[^/@.][^/]*)(\/.*)?$/.exec(path) ?? [];
    const folder = name === undefined ? undefined : packageFolder(name);
    if (folder === undefined) return path;
    const [, output] = /^\/(dist|build|lib|out)(?=\/|$)/.exec(rest) ?? [];
    if (output === undefined || host.directoryExists(`${folder}/${output}`)) return folder + rest;
    const source = `${folder}/src${rest.slice(output.length + 1)}`;
    // What is `deep.js` once it is built is `deep.ts` before.
    return [source, source.replace(/\.([mc]?)js$/, '.$1ts'), source.replace(/\.js$/, '.tsx')].find((path) => host.fileExists(path)) ?? source;
  };
  return {
    fileExists: (path) => host.fileExists(path) || (path.includes('/node_modules/') && host.fileExists(real(path))),
    readFile: (path) => host.readFile(host.fileExists(path) ? path : real(path)),
    directoryExists: (path) => host.directoryExists(path) || path.endsWith('/node_modules') || (path.includes('/node_modules/') && (host.directoryExists(real(path)) || /\/node_modules\/@[^/]+$/.test(path))),
    getCurrentDirectory: () => host.getCurrentDirectory(),
    realpath(path) {
      const target = host.fileExists(path) || !path.includes('/node_modules/') ? path : real(path);
      return host.realpath?.(target) ?? target;
    },
  };
}
