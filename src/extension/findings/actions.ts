import { commands, env, Position, Range, Uri, window, workspace } from 'vscode';
import type { Analyzer, OfferedAction } from '../analyzer.ts';
import { commandIds } from '../commands.ts';
import { openPlace } from '../open-place.ts';
import type { ViewFinding } from './finding.ts';
import type { ViewNode } from './nodes.ts';
import { inOneLine } from './words.ts';

/** Opens the place and makes the fix of a finding: the one there is, or the one that is chosen. Its result: whether it was made. */
export async function fix(analyzer: Analyzer, finding: ViewFinding): Promise<boolean> {
  const actions = await offered(analyzer, finding);
  if (!actions) return false;
  const fixes = ofKinds(actions, ['fix', 'make async']);
  if (fixes.length === 0) {
    const explain = 'Explain Rule';
    const chosen = await window.showInformationMessage(`There is no fix for this: what mends it depends on what the code is for.`, explain);
    if (chosen === explain) await commands.executeCommand(commandIds.explainRule, finding.rule);
    return false;
  }
  const [only] = fixes;
  const chosen = fixes.length === 1 ? only : (await window.showQuickPick(fixes.map((action) => ({ label: action.title, action })), { placeHolder: finding.message }))?.action;
  return chosen !== undefined && take(analyzer, chosen);
}

/** Opens the place and suppresses the finding there. Its result: whether it was done. */
export async function suppress(analyzer: Analyzer, finding: ViewFinding): Promise<boolean> {
  const [action] = ofKinds(await offered(analyzer, finding) ?? [], ['suppress line']);
  return action !== undefined && take(analyzer, action);
}

/** The page of a rule or of a finding's rule. */
export async function explain(node: ViewNode): Promise<void> {
  const rule = node.kind === 'rule' ? node.name : node.kind === 'finding' ? node.finding.rule : undefined;
  if (rule !== undefined) await commands.executeCommand(commandIds.explainRule, rule);
}

/** A finding, or all of a group, to the clipboard. */
export async function copy(node: ViewNode): Promise<void> {
  const findings = node.kind === 'finding' ? [node.finding] : node.kind === 'related' || node.kind === 'more' ? [] : node.findings;
  await env.clipboard.writeText(findings.map(inOneLine).join('\n'));
}

/** What the server offers for a finding, whose file is opened for it: so one sees what happens, and can take it back. undefined where it is not there any more, which is told. */
async function offered(analyzer: Analyzer, finding: ViewFinding): Promise<OfferedAction[] | undefined> {
  const uri = Uri.parse(finding.uri);
  await openPlace(uri, finding.line, finding.character);
  if (!workspace.textDocuments.some((document) => document.uri.toString() === uri.toString())) return undefined;
  const range = new Range(new Position(finding.line, finding.character), new Position(finding.endLine, finding.endCharacter));
  const actions = await analyzer.actions(uri, range, finding.rule);
  // Each finding that is there can be suppressed.
  if (actions.length > 0) return actions;
  await window.showInformationMessage('The code has changed: the finding is not there any more.');
  return undefined;
}

function ofKinds(actions: readonly OfferedAction[], kinds: readonly string[]): OfferedAction[] {
  return actions.filter(({ data }) => kinds.includes(data?.kind ?? ''));
}

async function take(analyzer: Analyzer, action: OfferedAction): Promise<boolean> {
  const edit = await analyzer.editOf(action);
  // One that changes other files is looked at first.
  return edit !== undefined && workspace.applyEdit(edit, { isRefactoring: action.data?.kind === 'make async' });
}
