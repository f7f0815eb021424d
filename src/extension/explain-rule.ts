import { commands, extensions, Uri, window, type Disposable } from 'vscode';
import type { RuleDescription } from '../server/protocol.ts';
import type { Analyzer } from './analyzer.ts';
import { registerCommand } from './commands.ts';

/** The command that opens a rule's documentation: of the rule it is given, or of one picked from a list. */
export function registerExplainRule(analyzer: Analyzer): Disposable {
  return registerCommand('explainRule', async (id?: unknown) => {
    const rules = await analyzer.rules();
    const rule = typeof id === 'string' ? rules.find((candidate) => candidate.id === id) : await pick(rules);
    if (rule) await open(Uri.parse(rule.documentation));
    else if (typeof id === 'string') await window.showErrorMessage(`There is no rule '${id}'.`);
  });
}

async function pick(rules: readonly RuleDescription[]): Promise<RuleDescription | undefined> {
  const items = rules.map((rule) => ({ label: rule.id, description: rule.severity, detail: rule.summary, rule }));
  const picked = await window.showQuickPick(items, { placeHolder: 'Choose a rule to read about', matchOnDetail: true });
  return picked?.rule;
}

/** As a preview; where the built-in Markdown extension is off, as text. */
async function open(uri: Uri): Promise<void> {
  // Not by the list of commands: it lacks those of extensions that are still to be activated.
  if (extensions.getExtension('vscode.markdown-language-features')) await commands.executeCommand('markdown.showPreview', uri);
  else await window.showTextDocument(uri);
}
