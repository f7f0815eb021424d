import path from 'node:path';
import ts from 'typescript';
import { typeMemory, type TypeMemory } from '../../src/analysis/typescript-oracle.ts';
import { createUnit } from '../../src/analysis/unit.ts';
import { oracleFor } from '../../src/audit/surroundings.ts';
import { createKnowledge } from '../../src/knowledge/index.ts';
import { planMakeAsync } from '../../src/refactor/make-async.ts';
import type { Outcome } from '../../src/refactor/outcome.ts';
import type { Purpose } from '../../src/refactor/own-edits.ts';

const registry = ts.createDocumentRegistry();
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, allowImportingTsExtensions: true,
  strict: true, noEmit: true, allowJs: true, skipLibCheck: true, types: ['node', 'mocha'], jsx: ts.JsxEmit.Preserve, typeRoots: [path.join(import.meta.dirname, '../../node_modules/@types')],
};

const versions = new Map<string | undefined, string>();

function versionOf(text: string | undefined): string {
  if (text === undefined) return '0';
  let version = versions.get(text);
  if (version === undefined) versions.set(text, (version = String(versions.size + 1)));
  return version;
}

/** Files (by absolute path) with what else is on disk, as a language service sees them. */
export class Project {
  private readonly files: ReadonlyMap<string, string>;
  private readonly service: ts.LanguageService;
  private readonly memory: TypeMemory;

  constructor(files: ReadonlyMap<string, string>) {
    this.files = files;
    this.service = ts.createLanguageService(hostOf(files), registry);
    this.memory = typeMemory(this.service.getProgram() as ts.Program);
  }

  /** The plan for what stands at a place of one of the files. */
  plan(at: { path: string; start: number; end: number }, purpose: Purpose): Outcome | undefined {
    const { memory, service, files } = this;
    const source = memory.program.getSourceFile(at.path);
    if (!source) throw new Error(`${at.path} is in no program`);
    const unit = createUnit({ path: at.path, source, oracle: (tree, scopes) => oracleFor(tree, scopes, memory) });
    return planMakeAsync({ service, memory, unit, knowledge: createKnowledge({}), at, purpose, dependencies: new Set(['express', 'express@5']), readFile: (file) => files.get(file) });
  }

  /** What TypeScript says against the files. */
  errors(): string[] {
    return codeOf(this.files).flatMap((file) => [...this.service.getSyntacticDiagnostics(file), ...this.service.getSemanticDiagnostics(file)])
      .map(({ file, start, messageText }) => `${path.basename(file?.fileName ?? '')}:${(file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0) + 1}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  }

  dispose(): void {
    this.service.dispose();
  }
}

function codeOf(files: ReadonlyMap<string, string>): string[] {
  return [...files.keys()].filter((file) => /\.[mc]?[jt]sx?$/.test(file));
}

function hostOf(files: ReadonlyMap<string, string>): ts.LanguageServiceHost {
  const read = (file: string): string | undefined => files.get(file) ?? (/\.fixed\./.test(file) ? undefined : ts.sys.readFile(file));
  const folders = new Set([...files.keys()].map((file) => path.dirname(file)));
  return {
    getCompilationSettings: () => options,
    getScriptFileNames: () => codeOf(files),
    // The registry tells texts apart by their version alone.
    getScriptVersion: (file) => versionOf(files.get(file)),
    getScriptSnapshot: (file) => { const text = read(file); return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text); },
    getCurrentDirectory: () => path.join(import.meta.dirname, '../..'),
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    fileExists: (file) => files.has(file) || ts.sys.fileExists(file),
    readFile: read,
    readDirectory: ts.sys.readDirectory,
    directoryExists: (folder) => folders.has(folder) || ts.sys.directoryExists(folder),
    getDirectories: ts.sys.getDirectories,
  };
}
