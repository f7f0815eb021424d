import { readFile } from 'node:fs/promises';
import { TextDocumentEdit, type AnnotatedTextEdit, type ChangeAnnotation, type WorkspaceEdit } from 'vscode-languageserver';
import { applyEdits } from '../analysis/edits.ts';
import type { Finding } from '../analysis/finding.ts';
import { LineIndex, withoutByteOrderMark } from '../analysis/text.ts';
import { createUnit } from '../analysis/unit.ts';
import { relativePath } from '../audit/paths.ts';
import { oracleFor } from '../audit/surroundings.ts';
import { helperAt, planMakeAsync } from '../refactor/make-async.ts';
import { nameOf } from '../refactor/nodes.ts';
import type { EditGroup, Plan, Refused } from '../refactor/outcome.ts';
import type { Purpose } from '../refactor/own-edits.ts';
import { newError } from '../refactor/verify.ts';
import type { DocumentResult } from './analyzer.ts';
import { isWritable, whyUnreadable } from './file-state.ts';
import { filesMentioning } from './mentions.ts';
import { spanToLspRange } from './positions.ts';
import type { Session } from './session.ts';

/** The place in a function that is the reason to make it async. */
interface Target {
  path: string;
  start: number;
  end: number;
  purpose: Purpose;
}

/** A plan with the texts and versions that its edits count in, by path. */
export interface DatedPlan extends Plan {
  texts: ReadonlyMap<string, { text: string; version: number | null }>;
}

/** More files than that are not read into a project for one refactoring. */
const maxFiles = 2000;

/** The place that a finding comes down to: of a chain of calls its last step. Undefined for rules that async functions do not help. */
export function targetOf({ rule, path, start, end, related }: Finding): Target | undefined {
  if (rule === 'floating-promise' || rule === 'promise-as-value') return { path, start, end, purpose: rule };
  if (rule !== 'blocking-call') return undefined;
  const last = related.at(-1);
  return { path: last?.path ?? path, start: last?.start ?? start, end: last?.end ?? end, purpose: rule };
}

/** The name of the function that would become async, if there is one: `{ name: undefined }` for one without a name. */
export function helperOf({ projects, documents }: Session, { document, settings }: DocumentResult, target: Target): { name: string | undefined } | undefined {
  if (settings.editor.types === 'off') return undefined;
  const source = projects.typedSource(document.path, documents.rootOf(document.path))?.types.program.getSourceFile(target.path);
  const helper = source && helperAt(source, target);
  return helper && { name: nameOf(helper) };
}

/** The action's title; `calls` is undefined where they have not been counted. */
export function titleOf(name: string | undefined, calls: number | undefined): string {
  const subject = name === undefined ? 'this function' : `\`${name}\``;
  if (calls === 0 || name === undefined) return `Make ${subject} async`;
  return `Make ${subject} async and await it at its ${calls === undefined ? 'call sites' : calls === 1 ? '1 call site' : `${calls} call sites`}`;
}

/** Why it cannot be done, in one sentence with its place. */
export function refusalOf({ name, reason, at }: Refused, root: string): string {
  return `${name === undefined ? 'This function' : `\`${name}\``} cannot be made async: ${reason} (${relativePath(root, at.path)}:${at.line}).`;
}

/**
 * Plans to make the function of a target async, in all files of the workspace folder that may have to change with it. `mayGoOn`
 * is asked now and then; undefined comes back where it said no, and where there is nothing to do. A plan that brings type errors
 * is refused: that takes time to find out, and is not looked at where somebody only counts.
 */
export async function planFor(session: Session, result: DocumentResult, target: Target, { mayGoOn = () => true, isOnlyCounted = false }: { mayGoOn?: () => boolean; isOnlyCounted?: boolean } = {}): Promise<DatedPlan | Refused | undefined> {
  const { documents } = session;
  const root = documents.rootOf(result.document.path);
  let others: string[] = [];
  for (;;) {
    if (documents.get(result.document.uri)?.version !== result.document.version) return undefined;
    const made = planNow(session, result, target, others, mayGoOn);
    if (!made || made.outcome.kind === 'refused') return made?.outcome;
    const more = await filesMentioning(root, made.outcome.names, made.isKnown, documents);
    // What was worked out before other files were read may be old by now.
    if (more.length === 0) {
      if (!isOfNow(session, made.outcome)) return undefined;
      return isOnlyCounted ? made.outcome : checked(session, result, made.outcome, others);
    }
    others = [...others, ...more];
    if (others.length > maxFiles) return { ...made.outcome, kind: 'refused', reason: `more than ${maxFiles} files outside of its project mention it, or what calls it`, at: { path: target.path, line: 1 } };
    if (!mayGoOn()) return undefined;
  }
}

function planNow({ documents, projects }: Session, { document, settings }: DocumentResult, target: Target, others: readonly string[], mayGoOn: () => boolean): { outcome: DatedPlan | Refused; isKnown: (path: string) => boolean } | undefined {
  const { service, types, dispose } = projects.serviceWith(document.path, documents.rootOf(document.path), others);
  try {
    const source = types.program.getSourceFile(target.path);
    if (!source) return undefined;
    const unit = createUnit({ path: target.path, source, oracle: (tree, scopes) => oracleFor(tree, scopes, types) });
    const outcome = planMakeAsync({ service, memory: types, unit, knowledge: settings.analysis.knowledge, at: target, purpose: target.purpose, dependencies: settings.dependencies, readFile: (path) => projects.textOf(path), mayGoOn });
    if (!outcome) return undefined;
    const paths = new Set(types.program.getSourceFiles().map(({ fileName }) => fileName));
    const isKnown = (path: string): boolean => paths.has(path);
    if (outcome.kind === 'refused') return { outcome, isKnown };
    const texts = new Map([...new Set([target.path, ...outcome.edits.map(({ path }) => path)])].map((path) => [path, { text: types.program.getSourceFile(path)?.text ?? '', version: documents.at(path)?.version ?? null }]));
    return { outcome: { ...outcome, texts }, isKnown };
  } finally {
    dispose();
  }
}

/** A plan, or why it cannot be: its texts have type errors that those before have not. */
function checked({ documents, projects }: Session, { document }: DocumentResult, plan: DatedPlan, others: readonly string[]): DatedPlan | Refused {
  const { types, dispose } = projects.serviceWith(document.path, documents.rootOf(document.path), others);
  try {
    const texts = new Map([...plan.texts].map(([path, { text }]) => [path, applyEdits(text, plan.edits.filter((edit) => edit.path === path))]));
    const error = newError(types.program, texts, projects.moduleHost);
    return error ? { kind: 'refused', name: plan.name, reason: `the result would not compile: ${error.message}`, at: error, names: plan.names } : plan;
  } finally {
    dispose();
  }
}

/** Whether the open documents still have the texts that a plan was made from. */
function isOfNow({ documents }: Session, { texts }: DatedPlan): boolean {
  return [...texts].every(([path, { text, version }]) => {
    const open = documents.at(path);
    return (open?.version ?? null) === version && (!open || withoutByteOrderMark(open.text) === text);
  });
}

const labels: Record<EditGroup, (name: string) => ChangeAnnotation> = {
  helper: (name) => ({ label: `Make ${name} async`, needsConfirmation: false, description: 'What blocks, or floats, in it is awaited.' }),
  calls: () => ({ label: 'Await the calls', needsConfirmation: false }),
  callers: () => ({ label: 'Make the functions around the calls async', needsConfirmation: false, description: 'Their own calls are awaited too.' }),
  types: () => ({ label: 'Change the types to promises', needsConfirmation: false }),
};

/**
 * VS Code shows edits before it makes them where one of them needs confirmation, and leaves out those that do until somebody ticks
 * each. Half of this change would be worse than none: so what needs confirmation is an edit that changes nothing.
 */
const confirmation = 'confirmation';
const question: ChangeAnnotation = { label: 'Look at the changes, then apply or discard them', needsConfirmation: true, description: 'This line changes nothing.' };

/**
 * A plan as the protocol says it, each file's edits for the version that they count in. A string says why it cannot be: a file
 * is gone or read-only, or is not any more what the plan was made from.
 */
export async function toAnnotatedEdit({ abilities, documents }: Session, plan: DatedPlan, root: string): Promise<WorkspaceEdit | string> {
  const changes: TextDocumentEdit[] = [];
  for (const [path, { text, version }] of plan.texts) {
    const open = documents.at(path);
    const isOnDisk = !open?.uri.startsWith('untitled:');
    const saved = isOnDisk ? await readFile(path).catch((error: unknown) => whyUnreadable(error)) : Buffer.of();
    if (typeof saved === 'string') return `${relativePath(root, path)} ${saved} Choose the action again.`;
    if (isOnDisk && !await isWritable(path)) return `${relativePath(root, path)} is read-only.`;
    const now = open?.text ?? saved.toString('utf8');
    if ((open?.version ?? null) !== version || withoutByteOrderMark(now) !== text) return `${relativePath(root, path)} has changed meanwhile. Choose the action again.`;
    const lines = new LineIndex(text);
    const edits = plan.edits.filter((edit) => edit.path === path).map((edit): AnnotatedTextEdit => ({ range: spanToLspRange(edit, lines), newText: edit.text, annotationId: edit.group }));
    if (changes.length === 0) edits.unshift({ range: spanToLspRange({ start: 0, end: 0 }, lines), newText: '', annotationId: confirmation });
    changes.push({ textDocument: { uri: documents.uriOf(path), version }, edits: abilities.changeAnnotations ? edits : edits.map(({ range, newText }) => ({ range, newText })) });
  }
  if (!abilities.versionedEdits) return { changes: Object.fromEntries(changes.map(({ textDocument, edits }) => [textDocument.uri, edits as AnnotatedTextEdit[]])) };
  const used = new Set(plan.edits.map(({ group }) => group));
  const name = plan.name === undefined ? 'the function' : `\`${plan.name}\``;
  return { documentChanges: changes, ...(abilities.changeAnnotations && { changeAnnotations: Object.fromEntries([[confirmation, question], ...[...used].map((group) => [group, labels[group](name)] as const)]) }) };
}
