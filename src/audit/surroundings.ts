import { TSError } from '@typescript-eslint/typescript-estree';
import type ts from 'typescript';
import { combinedOracle } from '../analysis/combined-oracle.ts';
import { damageOf } from '../analysis/mask.ts';
import type { TypeOracle } from '../analysis/oracle.ts';
import type { Scopes } from '../analysis/scopes.ts';
import { syntaxOracle } from '../analysis/syntax-oracle.ts';
import type { Tree } from '../analysis/tree.ts';
import { declarationAt, isDeclared, typescriptOracle, type TypeMemory } from '../analysis/typescript-oracle.ts';
import { createUnit, type Unit } from '../analysis/unit.ts';
import { placeOf } from '../knowledge/event-sources.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { returnsPromise } from '../knowledge/promise-functions.ts';
import { callersAmong, type Callers } from '../summaries/callers.ts';
import { Neighbourhood, type Elsewhere } from '../summaries/elsewhere.ts';
import type { FarBlocking } from '../summaries/far-blocking.ts';
import { summarize } from '../summaries/index.ts';
import type { LinkedSummaries } from '../summaries/types.ts';
import { BlockingIndex } from './blocking-index.ts';
import { isTestOrConfig } from './file-kinds.ts';

/** The other files of a file's project, as far as calls lead there. */
export interface Surroundings {
  elsewhere(unit: Unit): Elsewhere;
  far(unit: Unit): FarBlocking;
  callers: Callers;
  /** Whether a file uses something of another one that blocks. */
  reachesBlocking(path: string): boolean;
  /** A file that has been made a unit lately. */
  recentUnit(source: ts.SourceFile): Unit | undefined;
}

/** What decides about them. */
export interface SurroundingsInput {
  types: TypeMemory | undefined;
  settings: { knowledge: Knowledge };
  /** Trees may have been made from older ones of their files, as an editor's are. */
  isIncremental?: boolean;
}

const known = new WeakMap<TypeMemory, { knowledge: Knowledge; made: Surroundings }>();

/** The surroundings in a program. Without types no call leads anywhere. */
export function surroundingsOf({ types, settings: { knowledge }, isIncremental }: SurroundingsInput): Surroundings | undefined {
  if (!types) return undefined;
  const before = known.get(types);
  if (before?.knowledge === knowledge) return before.made;
  const made = surroundings(types, knowledge, isIncremental);
  known.set(types, { knowledge, made });
  return made;
}

/** Larger files were not written by hand. */
const maxLength = 500_000;

function surroundings(types: TypeMemory, knowledge: Knowledge, isIncremental = false): Surroundings {
  const { program } = types;
  const files = program.getSourceFiles().filter((file) => !file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file) && !file.fileName.endsWith('.json'));
  const unitAt = (path: string): Unit | undefined => {
    const source = program.getSourceFile(path);
    // What cannot be a tree is unknown here; in its own turn it becomes a problem of the report.
    if (!source || damageOf(source).length > 0 || source.text.length > maxLength) return undefined;
    try {
      return createUnit({ path, source, oracle: (tree, scopes) => oracleFor(tree, scopes, types) });
    } catch (error) {
      if (error instanceof TSError) return undefined;
      throw error;
    }
  };
  const root = commonFolder(program.getRootFileNames());
  const inProject = (path: string): string => (path.startsWith(root) ? path.slice(root.length) : path.split('/').slice(-3).join('/'));
  const kind = { isExempt: false, isCommandLineEntry: false };
  const summarizeFar = (unit: Unit, facts: Knowledge, elsewhere: Elsewhere): LinkedSummaries => summarize(unit, facts, kind, elsewhere);
  const naming = (name: string): string[] => files
    .filter((file) => file.text.includes(name) && !isTestOrConfig(file.fileName.split('/').at(-1) ?? ''))
    .map((file) => file.fileName);
  const neighbourhood = new Neighbourhood(unitAt, summarizeFar, knowledge);
  const callers = callersAmong(naming, unitAt);
  const index = new BlockingIndex({
    files: () => files.filter(({ text }) => text.length <= maxLength),
    isHelpful: (path) => !isTestOrConfig(inProject(path)) && !/^(?:script|migration)$/.test(placeOf(inProject(path))),
    names: (source, name) => namesIn(source, name, isIncremental),
    meaning: (node) => declarationAt(node, types) ?? (isDeclared(node, types) ? undefined : 'unknown'),
    declaration: (unit, named) => unit.types.declaration(named),
    summarize(path, far) {
      const unit = neighbourhood.unit(path);
      return unit && { unit, answers: summarize(unit, knowledge, kind, neighbourhood.around(unit), callers, far(unit)) };
    },
  }, knowledge);
  return {
    elsewhere: (unit) => neighbourhood.around(unit),
    far: (unit) => index.far(unit),
    callers,
    reachesBlocking: (path) => index.reaches(path),
    recentUnit: (source) => (source === program.getSourceFile(source.fileName) ? neighbourhood.recent(source.fileName) : undefined),
  };
}

/** The folder, with `/` at its end, that all paths share. */
function commonFolder(paths: readonly string[]): string {
  let [common = ''] = paths;
  for (const path of paths) while (!path.startsWith(common)) common = common.slice(0, -1);
  return common.slice(0, common.lastIndexOf('/') + 1);
}

/** The oracle of a file: of types where there are any, and of its text. */
export function oracleFor(tree: Tree, scopes: Scopes, types: TypeMemory | undefined): TypeOracle {
  const syntax = syntaxOracle(scopes, returnsPromise);
  return types ? combinedOracle(typescriptOracle(tree, types), syntax) : syntax;
}

/** TypeScript's parser keeps every name it has met, comments aside. Of a tree made from an older one these are the names of what was parsed anew. */
export function namesIn(source: ts.SourceFile, name: string, isIncremental = false): boolean {
  const { identifiers } = source as { identifiers?: ReadonlyMap<string, string> };
  return identifiers && !isIncremental ? identifiers.has(name) : source.text.includes(name);
}
