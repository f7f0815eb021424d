import { Disposable, languages, LanguageStatusSeverity } from 'vscode';
import type { Analyzer } from './analyzer.ts';
import { commandIds } from './commands.ts';
import { documentSelector } from './languages.ts';

/** The language status item: working, idle, or what is wrong. */
export function registerStatus(analyzer: Analyzer): Disposable {
  const item = languages.createLanguageStatusItem('asyncPitfalls', documentSelector);
  item.name = 'Async Pitfalls';
  item.text = 'Async Pitfalls';
  item.detail = 'Starting';
  item.busy = true;
  item.command = { command: commandIds.showOutput, title: 'Show Output' };
  const listening = analyzer.onStatus(({ state, message }) => {
    item.busy = state === 'working';
    item.severity = state === 'problem' ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
    item.detail = message ?? (state === 'idle' ? 'Watching' : 'Working');
  });
  return Disposable.from(item, listening);
}
