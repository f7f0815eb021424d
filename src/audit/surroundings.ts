import { TSError } from '@typescript-eslint/typescript-estree';
import ts from 'typescript';
import { combinedOracle } from '../analysis/combined-oracle.ts';
import { damageOf } from '../analysis/mask.ts';
import { mayBeImported } from '../analysis/named-uses.ts';
import { onlyFunction } from '../analysis/only-functions.ts';
import type { Declaration, TypeOracle } from '../analysis/oracle.ts';
import type { Scopes } from '../analysis/scopes.ts';
import { syntaxOracle, type FarAnswers } from '../analysis/syntax-oracle.ts';
import type { Tree } from '../analysis/tree.ts';
import { declarationAt, isDeclared, typescriptOracle, type TypeMemory } from '../analysis/typescript-oracle.ts';
import { createUnit, type Unit } from '../analysis/unit.ts';
import { placeOf } from '../knowledge/event-sources.ts';
import type { Knowledge } from '../knowledge/index.ts';
import type { Serving } from '../knowledge/serving.ts';
import { returnsPromise } from '../knowledge/promise-functions.ts';
import { callersAmong, type Callers } from '../summaries/callers.ts';
import { Neighbourhood, type Elsewhere, type FunctionPlace } from '../summaries/elsewhere.ts';
import type { FileKind } from '../summaries/execution-context.ts';
import type { FarBlocking } from '../summaries/far-blocking.ts';
import { summarize } from '../summaries/index.ts';
import type { Modules } from '../summaries/linker.ts';
import { isMemberRead, type NameUsage } from '../summaries/name-usage.ts';
import { lastResortsAmong, type LastResorts } from '../summaries/last-resort.ts';
import type { LinkedSummaries } from '../summaries/types.ts';
import { BlockingIndex, type IndexedProject } from './blocking-index.ts';
import { isTestOrConfig } from './file-kinds.ts';
import { outsideView, type OutsideView } from './outside-view.ts';
import type { ModuleHost } from './modules.ts';
import { usageAmong } from './name-usages.ts';
import { isNoTest, mayServe, namesModule, ownFiles } from './project-texts.ts';
import { promiseReach, type PromiseReach } from './promise-reach.ts';
import { sourceProject, type SourceProject } from './source-project.ts';
import { wordOf } from './unreached.ts';

/** The other files of a file's project, as far as calls lead there. Whoever asks something here that has to do with all of them has to tell `asking` (see `Question`): otherwise `--cache` keeps findings that are not right any more. */
export interface Surroundings {
  elsewhere(unit: Unit): Elsewhere;
  far(unit: Unit): FarBlocking;
  callers: Callers;
  lastResorts: LastResorts;
  /** How calls by a name are used, in all files but tests. */
  usage(name: string): NameUsage;
  /** Whether some file names another as a module: `'./notes/dialog'`. */
  isNamedElsewhere(path: string): boolean;
  /** Whether a file other than one, and no test, holds a word. */
  holdsName(name: string, except: string): boolean;
  /** Whether a file is one of those, but for which one is left out. */
  mayUse(source: ts.SourceFile, name: string): boolean;
  /** Whether a member of this name is asked for in some file. */
  isRead(name: string): boolean;
  /** Whether one of the files opens a port for requests. */
  servesRequests(): boolean;
  /** Whether a file uses something of another one that blocks. */
  reachesBlocking(path: string): boolean;
  /** Whether a file imports something, directly or passed on, from one where promises may be made. */
  reachesPromises(path: string): boolean;
  /** What of the blocking functions of the project has to do with a file's names: as long as it is the same, only `blockingIn` of files that it leads to counts. */
  standing(source: ts.SourceFile): string;
  /** What blocks in a file. */
  blockingIn(path: string): string;
  /** The oracle of a file, which asks other files too. */
  oracle(source: ts.SourceFile, tree: Tree, scopes: Scopes): TypeOracle;
  /** What other files see of one (see `outsideView`); undefined where it cannot be read. Worked out once for each version of it. */
  view(source: ts.SourceFile): string | undefined;
  /** What was seen of an older version, if anybody has asked then. */
  viewedBefore(source: ts.SourceFile): string | undefined;
  /** A file that has been made a unit lately. */
  recentUnit(source: ts.SourceFile): Unit | undefined;
}

/** What decides about them. */
export interface SurroundingsInput {
  types: TypeMemory | undefined;
  /** Stands in for types: the files that imports may lead to. */
  project?: SourceProject;
  /** Finds files beside the program. Left out: the file system. */
  host?: ModuleHost;
  settings: { knowledge: Knowledge };
  /** Who is served by the package; left out where there is no package.json. */
  serving?: Serving;
  /** The same of any other file. Left out: they are all of that package. */
  servingOf?: (path: string) => Serving | undefined;
  /** Trees may have been made from older ones of their files, as an editor's are. */
  isIncremental?: boolean;
}

const known = new WeakMap<object, { knowledge: Knowledge; made: Surroundings }>();

/** The surroundings in a program, or among the files of a project without types. Without either no call leads anywhere. */
export function surroundingsOf({ types, project, host, settings: { knowledge }, serving, servingOf = () => serving, isIncremental = false }: SurroundingsInput): Surroundings | undefined {
  const key = types ?? project;
  if (!key) return undefined;
  const before = known.get(key);
  if (before?.knowledge === knowledge) return before.made;
  const inherited = inheritanceOf(types?.lineage ?? key, knowledge);
  const made = surroundings(types ? filesOf(types, inherited, host) : filesBySyntax(key as SourceProject), types, knowledge, isIncremental, inherited, servingOf);
  known.set(key, { knowledge, made });
  return made;
}

/** What programs that follow one another share: everything that holds no type and no tree but those of unchanged files. */
interface Inheritance {
  knowledge: Knowledge;
  index?: BlockingIndex;
  reach?: PromiseReach;
  /** Stands beside the program for files that it leaves out. */
  beside?: SourceProject;
  /** The program whose files are the ones that are there now. */
  files?: Files;
  /** The only function of a name, where one has been asked for. */
  only?: Map<string, FunctionPlace | undefined>;
  /** What was last seen of a file, by its path. */
  viewed: Map<string, OutsideView>;
  /** What names mean, by the file they stand in. */
  meanings: WeakMap<ts.SourceFile, Map<ts.Node, Declaration | 'unknown' | undefined>>;
}

/** Of a tree what others see of it is known, whoever asks later. */
const views = new WeakMap<ts.SourceFile, OutsideView>();

const inheritances = new WeakMap<object, Inheritance>();

function inheritanceOf(lineage: object, knowledge: Knowledge): Inheritance {
  let found = inheritances.get(lineage);
  if (found?.knowledge !== knowledge) inheritances.set(lineage, (found = { knowledge, viewed: new Map(), meanings: new WeakMap() }));
  return found as Inheritance;
}

/** The files whose trees are not those of before. */
function changedSince(before: Files | undefined, now: Files): ts.SourceFile[] {
  return before ? now.all().filter((source) => before.sourceAt(source.fileName) !== source) : [];
}

/** The files there are, and where imports lead. */
interface Files extends Omit<Modules, 'fileAt'> {
  roots: readonly string[];
  all(): readonly ts.SourceFile[];
  sourceAt(path: string): ts.SourceFile | undefined;
}

function filesOf({ program, asking }: TypeMemory, inherited: Inheritance, host: ModuleHost = ts.sys): Files {
  const own = ownFiles(program);
  const options = program.getCompilerOptions();
  // What types do not resolve: JavaScript that the program leaves out, packages that are not linked.
  const beside = inherited.beside ??= sourceProject(own.map(({ fileName }) => fileName), () => options, (path) => host.readFile(path), host);
  return {
    roots: program.getRootFileNames(),
    all: () => own,
    sourceAt: (path) => program.getSourceFile(path) ?? beside.parsedAt(path)?.source,
    textAt: (path) => program.getSourceFile(path)?.text ?? beside.textAt(path),
    resolve(specifier, from) {
      const path = beside.resolve(specifier, from);
      if (path !== undefined) asking?.lead(from, path);
      return path;
    },
  };
}

function filesBySyntax(project: SourceProject): Files {
  return { ...project, roots: project.paths, sourceAt: (path) => project.parsedAt(path)?.source, all: () => project.paths.flatMap((path) => project.parsedAt(path)?.source ?? []) };
}

/** Larger files were not written by hand. */
const maxLength = 500_000;

function surroundings(files: Files, types: TypeMemory | undefined, knowledge: Knowledge, isIncremental: boolean, inherited: Inheritance, servingOf: (path: string) => Serving | undefined): Surroundings {
  const changed = changedSince(inherited.files, files);
  inherited.files = files;
  inherited.reach ??= promiseReach({ textAt: (path) => inherited.files?.textAt(path), resolve: files.resolve });
  const { reach } = inherited;
  for (const { fileName } of changed) reach.forget(fileName);
  forgetMeanings(inherited, files, changed);
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
  const kindOf = ({ path }: Unit): FileKind => {
    const serving = servingOf(path);
    return { isExempt: false, isCommandLineEntry: false, ...(serving && { serving }) };
  };
  const summarizeFar = (unit: Unit, facts: Knowledge, elsewhere: Elsewhere): LinkedSummaries => summarize(unit, facts, kindOf(unit), elsewhere);
  const sources = (): ts.SourceFile[] => files.all().filter(isNoTest);
  const naming = (name: string): string[] => sources().filter(({ text }) => text.includes(name)).map(({ fileName }) => fileName);
  const only = inherited.only ??= new Map<string, FunctionPlace | undefined>();
  for (const [name, place] of only) if (changed.some(({ fileName, text }) => fileName === place?.path || text.includes(name))) only.delete(name);
  const onlyOf = (name: string, from: string): FunctionPlace | undefined => {
    types?.asking?.ask(from, 'only', name);
    if (!only.has(name)) only.set(name, onlyFunction(name, types ? types.program.getSourceFiles() : files.all()));
    return only.get(name);
  };
  const neighbourhood = new Neighbourhood(unitAt, summarizeFar, knowledge, files, onlyOf);
  const callers = callersAmong((name, from) => {
    types?.asking?.ask(from, 'naming', name);
    return naming(name);
  }, (path) => neighbourhood.unit(path), (unit, named) => neighbourhood.declaration(unit, named));
  const meaning = (node: ts.Node): Declaration | 'unknown' | undefined => (types ? declarationAt(node, types) ?? (isDeclared(node, types) ? undefined : 'unknown') : mayBeImported(node) ? 'unknown' : undefined);
  const indexed: IndexedProject = {
    files: () => files.all().filter(({ text }) => text.length <= maxLength),
    isHelpful: (path) => !isTestOrConfig(inProject(path)) && !/^(?:script|migration)$/.test(placeOf(inProject(path))),
    names: (source, name) => namesIn(source, name, isIncremental),
    meaning(node) {
      const source = node.getSourceFile();
      let meanings = inherited.meanings.get(source);
      if (!meanings) inherited.meanings.set(source, (meanings = new Map()));
      if (!meanings.has(node)) meanings.set(node, meaning(node));
      return meanings.get(node);
    },
    declaration: (unit, named) => neighbourhood.declaration(unit, named),
    summarize(path, far) {
      const unit = neighbourhood.unit(path);
      if (!unit) return undefined;
      const around = neighbourhood.around(unit);
      let isAlone = true;
      const elsewhere: Elsewhere = (callee) => {
        isAlone = false;
        return around(callee);
      };
      return { unit, answers: summarize(unit, knowledge, kindOf(unit), elsewhere, callers, far(unit)), isAlone: () => isAlone };
    },
  };
  if (inherited.index) inherited.index.follow(indexed, changed.map(({ fileName }) => fileName));
  const index = inherited.index ??= new BlockingIndex(indexed, knowledge);
  const mayUse = ({ fileName, text }: ts.SourceFile, name: string): boolean => !isTestOrConfig(inProject(fileName)) && text.includes(name) && wordOf(name).test(text);
  let isServing: boolean | undefined;
  const usages = new Map<string, NameUsage>();
  const reads = new Map<string, boolean>();
  return {
    elsewhere: (unit) => neighbourhood.around(unit),
    far: (unit) => index.far(unit),
    callers,
    servesRequests: () => (isServing ??= sources().some(({ text }) => mayServe(text))),
    usage: (name) => {
      let usage = usages.get(name);
      if (!usage) usages.set(name, (usage = usageAmong(sources(), name)));
      return usage;
    },
    isNamedElsewhere: (path) => files.all().some((source) => namesModule(source, path)),
    holdsName: (name, except) => {
      types?.asking?.ask(except, 'held', name);
      return files.all().some((source) => source.fileName !== except && mayUse(source, name));
    },
    mayUse,
    isRead: (name) => {
      let isRead = reads.get(name);
      if (isRead === undefined) reads.set(name, (isRead = files.all().some(({ text }) => text.includes(name) && isMemberRead(name, text))));
      return isRead;
    },
    // `error.config.ts` may well install them.
    lastResorts: lastResortsAmong((name) => files.all().filter(({ text, fileName }) => text.includes(name) && !/\.(?:test|spec)\./.test(fileName)).map(({ fileName }) => fileName), (path) => neighbourhood.unit(path)),
    reachesBlocking: (path) => index.reaches(path),
    reachesPromises: (path) => reach.reaches(path),
    standing: (source) => index.standing(source),
    blockingIn: (path) => index.factsText(path),
    view(source) {
      if (!views.has(source)) {
        const unit = neighbourhood.unit(source.fileName);
        if (unit) {
          const view = outsideView({ unit, source, types: typesOf(source), summaries: summarizeFar(unit, knowledge, neighbourhood.around(unit)), blocking: index.described(source.fileName) }, inherited.viewed.get(source.fileName));
          views.set(source, view);
          inherited.viewed.set(source.fileName, view);
        }
      }
      return views.get(source)?.seen;
    },
    viewedBefore: (source) => views.get(source)?.seen,
    recentUnit: (source) => (source === files.sourceAt(source.fileName) ? neighbourhood.recent(source.fileName) : undefined),
    oracle,
  };
}

/** What names mean stays, where neither their file has changed nor what they mean, nor anything of that name was written elsewhere. */
function forgetMeanings({ meanings }: Inheritance, files: Files, changed: readonly ts.SourceFile[]): void {
  if (changed.length === 0) return;
  const paths = new Set(changed.map(({ fileName }) => fileName));
  for (const source of files.all()) {
    const known = meanings.get(source);
    for (const [node, meaning] of known ?? []) {
      const isOpen = typeof meaning === 'object' ? paths.has(meaning.path) : changed.some(({ text }) => text.includes(lastNameOf(node)));
      if (isOpen) known?.delete(node);
    }
  }
}

function lastNameOf(node: ts.Node): string {
  return ts.isPropertyAccessExpression(node) ? node.name.text : node.getText();
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
