import { createHash } from 'node:crypto';
import type ts from 'typescript';
import type { TypeMemory } from '../analysis/typescript-oracle.ts';
import type { Ledger } from './ledger.ts';
import { ownFiles } from './project-texts.ts';
import { Questions, type Answered, type Shares } from './questions.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * What the findings of a project's files rest on. Those of a file can only come out otherwise if its text changes, or that of a
 * file that it leads to, directly or by others; or what one of all these has to do with of the whole program.
 */
export interface Rests {
  /** Of the paths of everything else in the program. Their texts are looked at elsewhere. */
  outside: string;
  files: Record<string, FileRests>;
  /** By question. Lists of files are by path. */
  questions: Record<string, { answer: string; shares?: Shares; leads: readonly string[] }>;
}

/** What is known of one file. */
interface FileRests {
  /** Others see it without an import. */
  isGlobal: boolean;
  leads: readonly string[];
  asked: readonly string[];
  /** Hashes: see `Surroundings`. */
  standing: string;
  blocking: string;
}

/** A program, and who answers for it. */
export interface Resting {
  memory: TypeMemory;
  surroundings: Surroundings;
}

/** The files whose findings are the same as before, although the texts of `edited` are not. */
export function unaffected(before: Rests, { memory, surroundings }: Resting, edited: ReadonlySet<string>): Set<string> {
  const own = ownFiles(memory.program);
  const paths = own.map(({ fileName }) => fileName);
  const isSameProgram = outsideOf(memory.program, own) === before.outside && paths.length === Object.keys(before.files).length && paths.every((path) => before.files[path]);
  const isOpen = own.some((file) => edited.has(file.fileName) && (isGlobal(file) || before.files[file.fileName]?.isGlobal !== false));
  if (!isSameProgram || isOpen) return new Set();
  const questions = new Questions(memory, surroundings);
  const answeredAnew = new Set(Object.entries(before.questions).filter(([key, { answer, shares }]) => questions.answer(key, shares, edited).answer !== answer).map(([key]) => key));
  const touched = new Set<string>();
  const alone = new Set<string>();
  for (const file of own) {
    const { standing, blocking, asked } = before.files[file.fileName] as FileRests;
    if (edited.has(file.fileName) || hashOf(surroundings.blockingIn(file.fileName)) !== blocking || asked.some((key) => answeredAnew.has(key))) touched.add(file.fileName);
    if (hashOf(surroundings.standing(file)) !== standing) alone.add(file.fileName);
  }
  const reached = reachingAny(touched, before);
  return new Set(paths.filter((path) => !reached.has(path) && !alone.has(path)));
}

/** The files that lead to one of some, and those themselves. */
function reachingAny(touched: ReadonlySet<string>, { files, questions }: Rests): Set<string> {
  const users = new Map<string, string[]>();
  for (const [path, { leads, asked }] of Object.entries(files)) {
    for (const to of new Set([...leads, ...asked.flatMap((key) => questions[key]?.leads ?? [])])) users.set(to, [...users.get(to) ?? [], path]);
  }
  const found = new Set(touched);
  // A set gives what is added to it while it is gone through.
  for (const path of found) for (const user of users.get(path) ?? []) found.add(user);
  return found;
}

/** What a project rests on after a run in which files were analysed that are not among `kept`; `before` counts for unchanged files. */
export function restsOf({ memory, surroundings }: Resting, ledger: Ledger, before: Rests | undefined, edited: ReadonlySet<string>): Rests {
  const own = ownFiles(memory.program);
  const files: Rests['files'] = {};
  const keys = new Set<string>();
  for (const file of own) {
    const { fileName } = file;
    const earlier = edited.has(fileName) ? undefined : before?.files[fileName];
    const asked = [...new Set([...earlier?.asked ?? [], ...ledger.asked.get(fileName) ?? []])];
    asked.forEach((key) => keys.add(key));
    files[fileName] = {
      isGlobal: isGlobal(file),
      leads: [...new Set([...earlier?.leads ?? [], ...ledger.leads.get(fileName) ?? []])],
      asked,
      standing: hashOf(surroundings.standing(file)),
      blocking: hashOf(surroundings.blockingIn(fileName)),
    };
  }
  const questions = new Questions(memory, surroundings);
  const answers: Record<string, Answered> = {};
  for (const key of keys) answers[key] = questions.answer(key, before?.questions[key]?.shares, before?.questions[key] ? edited : undefined);
  return { outside: outsideOf(memory.program, own), files, questions: answers };
}

/** Not in TypeScript's published types. */
type Parsed = ts.SourceFile & { externalModuleIndicator?: unknown; commonJsModuleIndicator?: unknown; moduleAugmentations?: readonly unknown[]; ambientModuleNames?: readonly unknown[] };

/** Whether files that do not import a file may see what it declares. */
function isGlobal(file: ts.SourceFile): boolean {
  const { externalModuleIndicator, commonJsModuleIndicator, moduleAugmentations = [], ambientModuleNames = [], referencedFiles, typeReferenceDirectives, libReferenceDirectives } = file as Parsed;
  const isModule = Boolean(externalModuleIndicator) || Boolean(commonJsModuleIndicator);
  // In JavaScript such an assignment is a declaration.
  const declaresGlobal = /\.[mc]?jsx?$/.test(file.fileName) && /\b(?:globalThis|window|self|global)\b/.test(file.text);
  return !isModule || declaresGlobal || moduleAugmentations.length + ambientModuleNames.length + referencedFiles.length + typeReferenceDirectives.length + libReferenceDirectives.length > 0;
}

/** In their order: declarations of the same thing count one after the other. */
function outsideOf(program: ts.Program, own: readonly ts.SourceFile[]): string {
  const paths = new Set(own);
  return hashOf(JSON.stringify([program.getSourceFiles().filter((file) => !paths.has(file)).map(({ fileName }) => fileName), own.filter(isGlobal).map(({ fileName }) => fileName)]));
}

function hashOf(text: string): string {
  return text === '' ? '' : createHash('sha256').update(text).digest('base64').slice(0, 22);
}
