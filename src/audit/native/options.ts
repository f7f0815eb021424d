import path from 'node:path';
import type { CompilerOptions as NativeOptions } from '@typescript/native/sync';
import ts from 'typescript';

/** Native TypeScript has left it out; this is the nearest that it has. */
const insteadOfNode10: ts.CompilerOptions = { moduleResolution: ts.ModuleResolutionKind.Bundler, resolvePackageJsonExports: false, resolvePackageJsonImports: false };

/** A program's options in native TypeScript's form. The library files are named by whoever makes the program. */
export function nativeOptions(options: ts.CompilerOptions): NativeOptions {
  const { baseUrl, lib: _lib, paths, plugins: _plugins, ...rest } = options;
  const base = baseUrl ?? (options['pathsBasePath'] as string | undefined);
  // Its paths are relative to the config file and there is no base folder, so that they are written out.
  const written = Object.entries(paths ?? {}).map(([pattern, targets]) => [pattern, targets.map((target) => (base === undefined || path.isAbsolute(target) ? target : path.posix.join(base, target)))]);
  if (baseUrl !== undefined) written.push(['*', [`${baseUrl}/*`]]);
  return {
    ...rest,
    ...(options.moduleResolution === ts.ModuleResolutionKind.Node10 && insteadOfNode10),
    ...(written.length > 0 && { paths: Object.fromEntries(written) as Record<string, string[]> }),
    noLib: true,
  } as NativeOptions;
}
