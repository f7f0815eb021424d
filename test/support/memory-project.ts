import ts from 'typescript';
import type { ModuleHost } from '../../src/audit/modules.ts';
import { sourceProject, type SourceProject } from '../../src/audit/source-project.ts';

/** A project whose files are texts: paths are below `/p`, and there is nothing else. */
export function memoryProject(files: Readonly<Record<string, string>>, options: ts.CompilerOptions = {}): SourceProject {
  const texts = new Map(Object.entries(files).map(([name, text]) => [`/p/${name}`, text]));
  const folders = new Set([...texts.keys()].flatMap((path) => path.split('/').map((_, index, parts) => parts.slice(0, index).join('/'))));
  const host: ModuleHost = {
    fileExists: (path) => texts.has(path),
    readFile: (path) => texts.get(path),
    directoryExists: (path) => folders.has(path),
    getCurrentDirectory: () => '/p',
    useCaseSensitiveFileNames: true,
  };
  const own: ts.CompilerOptions = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, ...options };
  return sourceProject([...texts.keys()].filter((path) => /\.[mc]?[jt]sx?$/.test(path)), () => own, (path) => texts.get(path), host);
}
