import ts from 'typescript';

/** Whether `await` may stand at a file's top level: an ES module by its syntax, emitted as one, for a target that has `await`. */
export function allowsAwait(file: ts.SourceFile, program: ts.Program): boolean {
  if (!ts.isExternalModule(file) || /\.c[jt]s$/.test(file.fileName)) return false;
  const options = program.getCompilerOptions();
  if ((options.target ?? ts.ScriptTarget.ES2025) < ts.ScriptTarget.ES2017) return false;
  const module = options.module ?? ts.ModuleKind.ESNext;
  if (module >= ts.ModuleKind.Node16 && module <= ts.ModuleKind.NodeNext) return file.impliedNodeFormat === ts.ModuleKind.ESNext;
  return module === ts.ModuleKind.Preserve || module === ts.ModuleKind.ES2022 || module === ts.ModuleKind.ESNext || module === ts.ModuleKind.System;
}
