import type { CompilerOptions as NativeOptions } from '@typescript/native/sync';
import ts from 'typescript';

/** What native TypeScript has left out, and the nearest that it has. */
const resolvers = new Map<ts.ModuleResolutionKind | undefined, Partial<ts.CompilerOptions>>([
  [ts.ModuleResolutionKind.Classic, { moduleResolution: ts.ModuleResolutionKind.Bundler, resolvePackageJsonExports: false, resolvePackageJsonImports: false }],
  [ts.ModuleResolutionKind.Node10, { moduleResolution: ts.ModuleResolutionKind.Bundler, resolvePackageJsonExports: false, resolvePackageJsonImports: false }],
]);

/** A program's options in native TypeScript's form. The library files are named by whoever makes the program. */
export function nativeOptions(options: ts.CompilerOptions): NativeOptions {
  const { baseUrl, lib: _lib, paths, plugins: _plugins, ...rest } = options;
  const base = baseUrl ?? (options['pathsBasePath'] as string | undefined);
  // Its paths are relative to the config file and there is no base folder, so that they are written out.
  const written = Object.entries(paths ?? {}).map(([pattern, targets]) => [pattern, targets.map((target) => (base === undefined ? target : ts.sys.resolvePath(`${base}/${target}`)))]);
  if (baseUrl !== undefined) written.push(['*', [`${baseUrl}/*`]]);
  return {
    ...rest,
    ...resolvers.get(options.moduleResolution),
    ...(written.length > 0 && { paths: Object.fromEntries(written) as Record<string, string[]> }),
    noLib: true,
  } as NativeOptions;
}
