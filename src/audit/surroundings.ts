import { TSError } from '@typescript-eslint/typescript-estree';
import ts from 'typescript';
import { combinedOracle } from '../analysis/combined-oracle.ts';
import { damageOf } from '../analysis/mask.ts';
import { mayBeImported } from '../analysis/named-uses.ts';
import type { TypeOracle } from '../analysis/oracle.ts';
import type { Scopes } from '../analysis/scopes.ts';
import { syntaxOracle, type FarAnswers } from '../analysis/syntax-oracle.ts';
import type { Tree } from '../analysis/tree.ts';
import { declarationAt, isDeclared, typescriptOracle, type TypeMemory } from '../analysis/typescript-oracle.ts';
import { createUnit, type Unit } from '../analysis/unit.ts';
import { placeOf } from '../knowledge/event-sources.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { servesRequests } from '../knowledge/serving.ts';
import { returnsPromise } from '../knowledge/promise-functions.ts';
import { callersAmong, type Callers } from '../summaries/callers.ts';
import { Neighbourhood, type Elsewhere } from '../summaries/elsewhere.ts';
import type { FarBlocking } from '../summaries/far-blocking.ts';
import { summarize } from '../summaries/index.ts';
import type { Modules } from '../summaries/linker.ts';
import { lastResortsAmong, type LastResorts } from '../summaries/last-resort.ts';
import type { LinkedSummaries } from '../summaries/types.ts';
import { BlockingIndex } from './blocking-index.ts';
import { isTestOrConfig } from './file-kinds.ts';
import { promiseReach } from './promise-reach.ts';
import { sourceProject, type SourceProject } from './source-project.ts';

/** The other files of a file's project, as far as calls lead there. */
export interface Surroundings {
  elsewhere(unit: Unit): Elsewhere;
  far(unit: Unit): FarBlocking;
  callers: Callers;
  lastResorts: LastResorts;
  /** Whether one of the files opens a port for requests. */
  servesRequests(): boolean;
  /** Whether a file uses something of another one that blocks. */
  reachesBlocking(path: string): boolean;
  /** Whether a file imports something, directly or passed on, from one where promises may be made. */
  reachesPromises(path: string): boolean;
  /** The oracle of a file, which asks other files too. */
  oracle(source: ts.SourceFile, tree: Tree, scopes: Scopes): TypeOracle;
  /** A file that has been made a unit lately. */
  recentUnit(source: ts.SourceFile): Unit | undefined;
}

/** What decides about them. */
export interface SurroundingsInput {
  types: TypeMemory | undefined;
  /** Stands in for types: the files that imports may lead to. */
  project?: SourceProject;
  settings: { knowledge: Knowledge };
  /** Trees may have been made from older ones of their files, as an editor's are. */
  isIncremental?: boolean;
}

const known = new WeakMap<object, { knowledge: Knowledge; made: Surroundings }>();

/** The surroundings in a program, or among the files of a project without types. Without either no call leads anywhere. */
export function surroundingsOf({ types, project, settings: { knowledge }, isIncremental = false }: SurroundingsInput): Surroundings | undefined {
  const key = types ?? project;
  if (!key) return undefined;
  const before = known.get(key);
  if (before?.knowledge === knowledge) return before.made;
  const made = surroundings(types ? filesOf(types.program) : filesBySyntax(key as SourceProject), types, knowledge, isIncremental);
  known.set(key, { knowledge, made });
  return made;
}

/** The files there are, and where imports lead. */
interface Files extends Omit<Modules, 'fileAt'> {
  roots: readonly string[];
  all(): readonly ts.SourceFile[];
  sourceAt(path: string): ts.SourceFile | undefined;
}

function filesOf(program: ts.Program): Files {
  const own = program.getSourceFiles().filter((file) => !file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file) && !file.fileName.endsWith('.json'));
  // What types do not resolve: JavaScript that the program leaves out, packages that are not linked.
  const beside = sourceProject(own.map(({ fileName }) => fileName), () => program.getCompilerOptions(), (path) => ts.sys.readFile(path));
  return {
    roots: program.getRootFileNames(),
    all: () => own,
    sourceAt: (path) => program.getSourceFile(path) ?? beside.parsedAt(path)?.source,
    textAt: (path) => program.getSourceFile(path)?.text ?? beside.textAt(path),
    resolve: beside.resolve,
  };
}

function filesBySyntax(project: SourceProject): Files {
  return { ...project, roots: project.paths, sourceAt: (path) => project.parsedAt(path)?.source, all: () => project.paths.flatMap((path) => project.parsedAt(path)?.source ?? []) };
}

/** Larger files were not written by hand. */
const maxLength = 500_000;

function surroundings(files: Files, types: TypeMemory | undefined, knowledge: Knowledge, isIncremental: boolean): Surroundings {
  const root = commonFolder(files.roots);
  const inProject = (path: string): string => (path.startsWith(root) ? path.slice(root.length) : path.split('/').slice(-3).join('/'));
  const typesOf = (source: ts.SourceFile): TypeMemory | undefined => (types?.program.getSourceFile(source.fileName) === source ? types : undefined);
  const unitAt = (path: string): Unit | undefined => {
    const source = files.sourceAt(path);
    // What cannot be a tree is unknown here; in its own turn it becomes a problem of the report.
    if (!source || damageOf(source).length > 0 || source.text.length > maxLength) return undefined;
    try {
      return createUnit({ path, source, oracle: (tree, scopes) => oracle(source, tree, scopes) });
    } catch (error) {
      if (error instanceof TSError) return undefined;
      throw error;
    }
  };
  const oracle = (source: ts.SourceFile, tree: Tree, scopes: Scopes): TypeOracle => {
    const file = { path: source.fileName, text: source.text, ast: tree.ast, scopes };
    return oracleFor(tree, scopes, typesOf(source), { awaitability: (callee) => neighbourhood.returnAwaitability(callee, file), arrayLength: (named) => neighbourhood.arrayLength(named, file) });
  };
  const kind = { isExempt: false, isCommandLineEntry: false };
  const summarizeFar = (unit: Unit, facts: Knowledge, elsewhere: Elsewhere): LinkedSummaries => summarize(unit, facts, kind, elsewhere);
  const naming = (name: string): string[] => files.all()
    .filter((file) => file.text.includes(name) && !isTestOrConfig(file.fileName.split('/').at(-1) ?? ''))
    .map((file) => file.fileName);
  const neighbourhood = new Neighbourhood(unitAt, summarizeFar, knowledge, files);
  const callers = callersAmong(naming, (path) => neighbourhood.unit(path), (unit, named) => neighbourhood.declaration(unit, named));
  const index = new BlockingIndex({
    files: () => files.all().filter(({ text }) => text.length <= maxLength),
    isHelpful: (path) => !isTestOrConfig(inProject(path)) && !/^(?:script|migration)$/.test(placeOf(inProject(path))),
    names: (source, name) => namesIn(source, name, isIncremental),
    meaning: (node) => (types ? declarationAt(node, types) ?? (isDeclared(node, types) ? undefined : 'unknown') : mayBeImported(node) ? 'unknown' : undefined),
    declaration: (unit, named) => neighbourhood.declaration(unit, named),
    summarize(path, far) {
      const unit = neighbourhood.unit(path);
      return unit && { unit, answers: summarize(unit, knowledge, kind, neighbourhood.around(unit), callers, far(unit)) };
    },
  }, knowledge);
  const reach = promiseReach(files);
  let isServing: boolean | undefined;
  return {
    elsewhere: (unit) => neighbourhood.around(unit),
    far: (unit) => index.far(unit),
    callers,
    servesRequests: () => (isServing ??= naming('listen').concat(naming('.serve(')).some((path) => servesRequests(files.textAt(path) ?? ''))),
    lastResorts: lastResortsAmong(naming, (path) => neighbourhood.unit(path)),
    reachesBlocking: (path) => index.reaches(path),
    reachesPromises: (path) => reach(path),
    recentUnit: (source) => (source === files.sourceAt(source.fileName) ? neighbourhood.recent(source.fileName) : undefined),
    oracle,
  };
}

/** The folder, with `/` at its end, that all paths share. */
function commonFolder(paths: readonly string[]): string {
  let [common = ''] = paths;
  for (const path of paths) while (!path.startsWith(common)) common = common.slice(0, -1);
  return common.slice(0, common.lastIndexOf('/') + 1);
}

/** The oracle of a file: of types where there are any, and of its text. */
export function oracleFor(tree: Tree, scopes: Scopes, types: TypeMemory | undefined, far?: FarAnswers): TypeOracle {
  const syntax = syntaxOracle(scopes, returnsPromise, far);
  return types ? combinedOracle(typescriptOracle(tree, types), syntax) : syntax;
}

/** TypeScript's parser keeps every name it has met, comments aside. Of a tree made from an older one these are the names of what was parsed anew. */
export function namesIn(source: ts.SourceFile, name: string, isIncremental = false): boolean {
  const { identifiers } = source as { identifiers?: ReadonlyMap<string, string> };
  return identifiers && !isIncremental ? identifiers.has(name) : source.text.includes(name);
}
