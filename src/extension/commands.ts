import { commands, type Disposable } from 'vscode';

/** The ids of our commands, as package.json lists them; the last two are run by what we show alone. */
export const commandIds = {
  auditWorkspace: 'asyncPitfalls.auditWorkspace',
  auditChangedFiles: 'asyncPitfalls.auditChangedFiles',
  fixAll: 'asyncPitfalls.fixAll',
  fixAllInWorkspace: 'asyncPitfalls.fixAllInWorkspace',
  explainRule: 'asyncPitfalls.explainRule',
  openReport: 'asyncPitfalls.openReport',
  exportReport: 'asyncPitfalls.exportReport',
  groupByRule: 'asyncPitfalls.groupByRule',
  groupByFile: 'asyncPitfalls.groupByFile',
  groupByFolder: 'asyncPitfalls.groupByFolder',
  filterFindings: 'asyncPitfalls.filterFindings',
  filterSeverities: 'asyncPitfalls.filterSeverities',
  clearFilter: 'asyncPitfalls.clearFilter',
  fixFinding: 'asyncPitfalls.fixFinding',
  suppressFinding: 'asyncPitfalls.suppressFinding',
  explainFinding: 'asyncPitfalls.explainFinding',
  copyFinding: 'asyncPitfalls.copyFinding',
  showOutput: 'asyncPitfalls.showOutput',
  restartAnalyzer: 'asyncPitfalls.restartAnalyzer',
  showMoreFindings: 'asyncPitfalls.showMoreFindings',
  switchOffInSettings: 'asyncPitfalls.switchOffInSettings',
} as const;

/** Registers a command under its name in the table. VS Code shows what it throws. */
export function registerCommand<A extends unknown[]>(name: keyof typeof commandIds, run: (...args: A) => unknown): Disposable {
  return commands.registerCommand(commandIds[name], run);
}
