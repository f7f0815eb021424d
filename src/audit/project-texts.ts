import type ts from 'typescript';
import { servesRequests } from '../knowledge/serving.ts';
import { isTestOrConfig } from './file-kinds.ts';

/** The code of a program that is a project's own. */
export function ownFiles(program: ts.Program): ts.SourceFile[] {
  return program.getSourceFiles().filter((file) => !file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file) && !file.fileName.endsWith('.json'));
}

/** Whether a file is no test and no configuration, by its name. */
export function isNoTest({ fileName }: ts.SourceFile): boolean {
  return !isTestOrConfig(fileName.split('/').at(-1) ?? '');
}

/** Whether a text opens a port for requests. */
export function mayServe(text: string): boolean {
  return (text.includes('listen') || text.includes('.serve(')) && servesRequests(text);
}

/** Whether a file's text ends a module's name with that of another file, or of its folder where it is an index. */
export function namesModule({ fileName, text }: ts.SourceFile, path: string): boolean {
  const parts = path.replace(/\.[mc]?[jt]sx?$/, '').split('/');
  const stem = parts.at(-1) === 'index' ? parts.at(-2) : parts.at(-1);
  return fileName !== path && ["'", '"', '`', '.'].some((end) => text.includes(`/${stem}${end}`));
}
