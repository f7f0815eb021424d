import type { CodeAction } from 'vscode-languageserver';
import type { Finding } from '../analysis/finding.ts';
import type { DocumentResult } from './analyzer.ts';
import { helperOf, planFor, refusalOf, targetOf, titleOf, toAnnotatedEdit } from './make-async.ts';
import type { Session } from './session.ts';

/** How long a menu may wait for the calls to be counted. */
const patience = 1000;

/** What the action says, and what it does where that is known. */
export type MakeAsyncOffer = Pick<CodeAction, 'title' | 'disabled' | 'edit'>;

/**
 * The offer to make the function behind a finding async, with its calls counted, or with the reason why it cannot be.
 * `isAsked`: somebody has opened the menu; otherwise nothing is counted, for the cursor passes many findings.
 */
export async function offerMakeAsync(session: Session, result: DocumentResult, finding: Finding, isAsked: boolean): Promise<MakeAsyncOffer | undefined> {
  const { abilities, documents } = session;
  const target = targetOf(finding);
  const helper = target && helperOf(session, result, target);
  if (!target || !helper) return undefined;
  if (!isAsked && abilities.resolveEdits) return { title: titleOf(helper.name, undefined) };
  const deadline = performance.now() + patience;
  const plan = await planFor(session, result, target, { mayGoOn: () => !abilities.resolveEdits || performance.now() < deadline, isOnlyCounted: abilities.resolveEdits });
  if (!plan) return abilities.resolveEdits ? { title: titleOf(helper.name, undefined) } : undefined;
  const root = documents.rootOf(result.document.path);
  if (plan.kind === 'refused') return abilities.disabledActions ? { title: titleOf(helper.name, 0), disabled: { reason: refusalOf(plan, root) } } : undefined;
  const title = titleOf(helper.name, plan.calls);
  if (abilities.resolveEdits) return { title };
  const edit = await toAnnotatedEdit(session, plan, root);
  return typeof edit === 'string' ? undefined : { title, edit };
}

/** What an editor may offer in the place of a disabled action that its menu leaves out: choosing it says why. */
export function askWhy(disabled: MakeAsyncOffer): string | undefined {
  const [, name] = /^Make (`.*`) async/.exec(disabled.title) ?? [];
  return name === undefined ? undefined : `Why can ${name} not be made async?`;
}

/** The edit of an offer that was chosen, for the texts as they are now; a string says why there is none. */
export async function resolveMakeAsync(session: Session, result: DocumentResult, finding: Finding): Promise<NonNullable<CodeAction['edit']> | string> {
  const target = targetOf(finding);
  const plan = target && await planFor(session, result, target);
  if (!plan) return 'The document has changed meanwhile. Choose the action again.';
  const root = session.documents.rootOf(result.document.path);
  return plan.kind === 'refused' ? refusalOf(plan, root) : toAnnotatedEdit(session, plan, root);
}
