import { CodeActionKind, CodeActionTriggerKind, MessageType, ShowMessageNotification, type CodeAction, type CodeActionParams } from 'vscode-languageserver';
import type { Edit, Finding, Fix } from '../analysis/finding.ts';
import { configName } from '../audit/config.ts';
import { relativePath } from '../audit/paths.ts';
import type { DocumentResult } from './analyzer.ts';
import { fixInRounds, type ChooseFix } from './fix-rounds.ts';
import { askWhy, offerMakeAsync, resolveMakeAsync } from './make-async-offer.ts';
import { toLspRange, touches } from './positions.ts';
import type { Session } from './session.ts';
import { suppressFile, suppressLine } from './suppression-edits.ts';
import { switchOff } from './switch-off.ts';
import { toDiagnostic } from './to-diagnostic.ts';
import { toWorkspaceEdit } from './workspace-edit.ts';

/** The kind of "fix all that is safe", as contracts.md names it. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.asyncPitfalls`;

/** The kind of "make it async" where refactorings are asked for: there an editor shows why one cannot be done. */
const rewriteKind = `${CodeActionKind.RefactorRewrite}.async`;

/** The kinds the server offers. */
export const codeActionKinds = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind];

/** What shall be done, said without offsets of edits: they are worked out on the text as it is when the action is chosen. */
type Task =
  | { kind: 'fix'; fix: string } & Target
  | { kind: 'fix everywhere'; fix: string } & Target
  | { kind: 'make async' } & Target
  | { kind: 'suppress line' } & Target
  | { kind: 'suppress file' } & Target
  | { kind: 'switch off' } & Target;

/** The finding that an action is about. */
interface Target {
  uri: string;
  version: number;
  rule: string;
  start: number;
  /** The text it stands on: finds it again when the document has changed. */
  at: string;
}

type Untargeted<T> = T extends Target ? Omit<T, keyof Target> : never;

/** An action, and the edits it stands for where they are known already. */
interface Offer {
  action: CodeAction;
  edits: readonly Edit[];
}

/** Offers quick fixes, suppressions and "fix all" for the findings of open documents. */
export function registerCodeActions(session: Session): void {
  const { connection, analyzer } = session;
  connection.onCodeAction(async (params) => {
    const [result, offers] = await analyzer.using(params.textDocument.uri, (found) => [found, offersIn(session, found, params)] as const) ?? [undefined, []];
    if (!result) return [];
    const actions: CodeAction[] = [];
    for (const { action, edits } of offers) {
      if (!session.abilities.resolveEdits && (action.data as Task | undefined)?.kind === 'switch off') actions.push(await withSwitch(session, action, action.data as Task));
      else actions.push(edits.length > 0 ? await withEdit(session, action, result, edits) : action);
    }
    const fixes = actions.filter(({ data }) => (data as Task | undefined)?.kind === 'fix');
    const all = [...fixes, ...await makeAsyncActions(session, result, params), ...actions.filter((action) => !fixes.includes(action))];
    return session.abilities.resolveEdits ? all : all.filter(({ edit, disabled, command }) => edit !== undefined || disabled !== undefined || command !== undefined);
  });
  connection.onCodeActionResolve((action) => resolve(session, action));
}

function offersIn(session: Session, result: DocumentResult, params: CodeActionParams): Offer[] {
  const actions = wants(params, CodeActionKind.QuickFix) ? quickFixes(session, result, params) : [];
  // An editor that cannot ask again gets the edits at once.
  const offers = actions.map((action) => ({ action, edits: session.abilities.resolveEdits || action.command ? [] : editsOf(session, result, action.data as Task) ?? [] }));
  if (!params.context.only || !wants(params, fixAllKind)) return offers;
  const edits = safeEdits(session, result);
  return edits.length > 0 ? [...offers, { action: { title: 'Fix all safe async pitfalls', kind: fixAllKind }, edits }] : offers;
}

/** An editor asks for a kind and all below it; without a kind, for all but what changes whole files. */
function wants({ context: { only } }: CodeActionParams, kind: string): boolean {
  return !only || only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
}

/** One for each function that some finding here is a reason to make async. */
async function makeAsyncActions(session: Session, result: DocumentResult, params: CodeActionParams): Promise<CodeAction[]> {
  const kind = [CodeActionKind.QuickFix, rewriteKind].find((one) => wants(params, one));
  if (kind === undefined) return [];
  const isAsked = params.context.triggerKind !== CodeActionTriggerKind.Automatic;
  const actions = new Map<string, CodeAction>();
  for (const finding of result.findings.filter(({ range }) => touches(toLspRange(range), params.range))) {
    const offer = await offerMakeAsync(session, result, finding, isAsked);
    if (!offer || actions.has(offer.title)) continue;
    const { rule, start, end } = finding;
    const data: Task = { uri: result.document.uri, version: result.document.version, rule, start, at: result.text.slice(start, end), kind: 'make async' };
    const diagnostics = [toDiagnostic(finding, (path) => session.documents.uriOf(path))];
    actions.set(offer.title, { ...offer, kind, diagnostics, data });
    // VS Code's menu of quick fixes leaves out what is disabled, and with it the reason.
    const question = offer.disabled && kind === CodeActionKind.QuickFix && session.abilities.ourStatus ? askWhy(offer) : undefined;
    if (question !== undefined) actions.set(question, { title: question, kind, diagnostics, data });
  }
  return [...actions.values()];
}

function quickFixes({ abilities, documents }: Session, { document, text, findings }: DocumentResult, { range }: CodeActionParams): CodeAction[] {
  const here = findings.filter((finding) => touches(toLspRange(finding.range), range));
  const fixes: CodeAction[] = [];
  const everywhere = new Map<string, CodeAction>();
  const suppressions = new Map<string, CodeAction>();
  const switches: CodeAction[] = [];
  for (const finding of here) {
    const { rule, start, end } = finding;
    const diagnostics = [toDiagnostic(finding, (path) => documents.uriOf(path))];
    const action = (title: string, task: Untargeted<Task>): CodeAction => ({
      title, kind: CodeActionKind.QuickFix, diagnostics,
      data: { uri: document.uri, version: document.version, rule, start, at: text.slice(start, end), ...task },
    });
    finding.fixes().forEach((fix, index) => {
      fixes.push({ ...action(fix.title, { kind: 'fix', fix: fix.id }), ...(index === 0 && { isPreferred: true }) });
      const key = `${rule}/${fix.id}`;
      const isElsewhere = (): boolean => findings.some((other) => other !== finding && other.rule === rule && other.fixes().some(({ id }) => id === fix.id));
      if (!everywhere.has(key) && isElsewhere()) everywhere.set(key, action(`${fix.title}: all of '${rule}' in this file`, { kind: 'fix everywhere', fix: fix.id }));
    });
    if (suppressions.has(rule)) continue;
    suppressions.set(rule, action(`Suppress '${rule}' for this line`, { kind: 'suppress line' }));
    suppressions.set(`${rule} in the file`, action(`Suppress '${rule}' in this file`, { kind: 'suppress file' }));
    switches.push(action(`Switch '${rule}' off in ${configName}`, { kind: 'switch off' }));
    const title = `Switch '${rule}' off in the settings`;
    // Settings are the editor's: our extension changes them.
    if (abilities.ourStatus) switches.push({ title, kind: CodeActionKind.QuickFix, diagnostics, command: { title, command: 'asyncPitfalls.switchOffInSettings', arguments: [rule, document.uri] } });
  }
  return [...fixes, ...everywhere.values(), ...suppressions.values(), ...switches];
}

function safeEdits(session: Session, result: DocumentResult): readonly Edit[] {
  const { path } = result.document;
  // What changes other files as well is no matter of course when a file is saved.
  return inRounds(session, result, (finding) => finding.fixes().find((fix) => fix.safe && fix.edits.every((edit) => edit.path === path)));
}

function inRounds({ analyzer, connection, documents, log }: Session, result: DocumentResult, choose: ChooseFix): Edit[] {
  const { path } = result.document;
  const { edits, unfinished } = fixInRounds(path, result.text, result.findings, choose, (text) => analyzer.analyzeInstead(result, text));
  if (unfinished) {
    const message = `After ten rounds there is still something to fix in ${relativePath(documents.rootOf(path), path)}: fix it again.`;
    connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message }).catch((error: unknown) => log.error('Cannot say that there is more to fix', error));
  }
  return edits;
}

/**
 * Works an action's edit out on the document as it is now. Where the document has changed since the action was offered and
 * its finding is no longer to be told from others, the action comes back without an edit: then nothing happens.
 */
async function resolve(session: Session, action: CodeAction): Promise<CodeAction> {
  const task = action.data as Task | undefined;
  if (action.edit || !task) return action;
  if (task.kind === 'make async') return resolveRefactoring(session, action, task);
  if (task.kind === 'switch off') return withSwitch(session, action, task);
  const [result, edits] = await session.analyzer.using(task.uri, (found) => [found, editsOf(session, found, task)] as const) ?? [];
  if (result && edits && edits.length > 0) return withEdit(session, action, result, edits);
  session.connection.console.warn(`'${action.title}' was not applied: the document has changed meanwhile. Choose it again.`);
  return action;
}

/** As `resolve`, and says in the editor why a refactoring that was chosen is not done: the user waits for it. */
async function resolveRefactoring(session: Session, action: CodeAction, task: Task): Promise<CodeAction> {
  const [result, finding] = await session.analyzer.using(task.uri, (found) => [found, findAgain(found, task)] as const) ?? [];
  const edit = result && finding ? await resolveMakeAsync(session, result, finding) : 'The document has changed meanwhile. Choose the action again.';
  return withEditOrReason(session, action, edit);
}

/** With the edit that switches a rule off in the config file; for that the finding need not be there any more. */
async function withSwitch(session: Session, action: CodeAction, { uri, rule }: Task): Promise<CodeAction> {
  const document = session.documents.get(uri);
  return document ? withEditOrReason(session, action, await switchOff(session, document.path, rule)) : action;
}

async function withEditOrReason({ connection }: Session, action: CodeAction, edit: NonNullable<CodeAction['edit']> | string): Promise<CodeAction> {
  if (typeof edit !== 'string') return { ...action, edit };
  await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message: edit });
  return action;
}

async function withEdit(session: Session, action: CodeAction, result: DocumentResult, edits: readonly Edit[]): Promise<CodeAction> {
  // One fix is taken by somebody who looks at it; what mends many places at once has no place for a caret.
  const edit = await toWorkspaceEdit(session, result, edits, { withStops: (action.data as Task | undefined)?.kind === 'fix' });
  return edit ? { ...action, edit } : action;
}

function findAgain({ document, text, findings }: DocumentResult, { version, rule, start, at }: Target): Finding | undefined {
  const same = findings.filter((finding) => finding.rule === rule && text.slice(finding.start, finding.end) === at);
  if (document.version === version) return same.find((finding) => finding.start === start);
  return same.length === 1 ? same[0] : undefined;
}

/** The edits of a task on a version of the document; undefined when its finding is not there any more. */
function editsOf(session: Session, result: DocumentResult, task: Task): readonly Edit[] | undefined {
  const finding = findAgain(result, task);
  if (!finding) return undefined;
  const named = (other: Finding): Fix | undefined => ('fix' in task && other.rule === task.rule ? other.fixes().find(({ id }) => id === task.fix) : undefined);
  switch (task.kind) {
    case 'fix': return named(finding)?.edits;
    case 'fix everywhere': return inRounds(session, result, named);
    case 'suppress line': return [suppressLine(finding, result.text)];
    // Worked out from other files, not from this one.
    case 'make async':
    case 'switch off': return undefined;
    case 'suppress file': return [suppressFile(finding.path, task.rule, result.text)];
  }
}
