import type ts from 'typescript';
import { overlap } from '../analysis/edits.ts';
import type { EditInput } from '../analysis/rule.ts';
import type { Span } from '../analysis/text.ts';
import type { TypeScriptMemory } from '../analysis/typescript-oracle.ts';
import type { Unit } from '../analysis/unit.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { isAsync, isFunctionLike, nameOf, tokenAt, type FunctionLike } from './nodes.ts';
import { Refusal, type Outcome, type PlannedEdit } from './outcome.ts';
import { allOwnEdits, ownEdits, type Purpose } from './own-edits.ts';
import { Planner, TimeIsUp } from './planner.ts';
import type { ReadFile } from './public-api.ts';

/** What a plan is made from. All offsets of the outcome count in the texts of `memory.program`. */
export interface MakeAsyncInput {
  service: ts.LanguageService;
  memory: TypeScriptMemory;
  /** The file with the function, of the same program. */
  unit: Unit;
  knowledge: Knowledge;
  /** What blocks, or floats, in the function. */
  at: Span;
  purpose: Purpose;
  readFile: ReadFile;
  /** The project's, each also with its oldest major version: "express", "express@5". */
  dependencies?: ReadonlySet<string>;
  /** Asked now and then; false ends the work. */
  mayGoOn?: () => boolean;
}

/** The function that would become async: the one around a place. Undefined at the top level, and where it is async already. */
export function helperAt(source: ts.SourceFile, { start }: Span): FunctionLike | undefined {
  let at: ts.Node = tokenAt(source, start);
  for (let child = at; at; child = at, at = at.parent) if (isFunctionLike(at) && at.body === child) return isAsync(at) ? undefined : at;
  return undefined;
}

/**
 * Plans to make the function around a place async, to await what blocks or floats there, and to await all its calls, whose
 * functions become async in turn. Undefined where there is no such function, or the work was ended. Never throws for what is
 * in the files.
 */
export function planMakeAsync(input: MakeAsyncInput): Outcome | undefined {
  const { unit, memory, at, purpose, knowledge } = input;
  const source = memory.program.getSourceFile(unit.path);
  const helper = source && helperAt(source, at);
  if (!helper) return undefined;
  const name = nameOf(helper);
  const planner = new Planner(input);
  try {
    const own = ownEdits(unit, at, purpose, knowledge);
    planner.run(helper);
    if (!own) throw new Refusal(purpose === 'blocking-call' ? 'what blocks in it has no promise twin that could be awaited in its place' : 'what floats in it is not a single promise', helper);
    return { kind: 'plan', name, calls: planner.calls, edits: joined(planner.edits, [purpose === 'blocking-call' ? allOwnEdits(unit, at, knowledge) : undefined, own], unit.path, helper), names: planner.names };
  } catch (error) {
    if (error instanceof TimeIsUp) return undefined;
    if (!(error instanceof Refusal)) throw error;
    const file = error.node.getSourceFile();
    const line = file.getLineAndCharacterOfPosition(error.node.getStart(file)).line + 1;
    return { kind: 'refused', name, reason: error.message, at: { path: file.fileName, line }, names: planner.names };
  }
}

/** The planner's edits and those of the function's own body: the first that do not get in their way. Throws a Refusal where all do. */
function joined(edits: readonly PlannedEdit[], own: readonly (readonly EditInput[] | undefined)[], path: string, helper: FunctionLike): PlannedEdit[] {
  for (const choice of own) {
    const chosen = choice?.map((edit): PlannedEdit => ({ path, ...edit, group: 'helper' }));
    if (chosen && !chosen.some((edit) => edits.some((other) => overlap(edit, other)))) return [...edits, ...chosen];
  }
  throw new Refusal('what is awaited in it stands in what has to be awaited itself', helper);
}
