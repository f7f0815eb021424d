import type { WorkspaceEdit } from 'vscode-languageserver';

/** What the extension and the server say to each other beyond the Language Server Protocol. Types only: each side writes the names. */
export interface Methods {
  /** Notification to the editor: what the server is doing. */
  status: 'asyncPitfalls/status';
  /** Request to the server: audit all workspace folders, or what changed in them. One audit runs at a time; a second request for the same joins it. */
  audit: 'asyncPitfalls/audit';
  /** Request to the server: the safe fixes of all workspace folders, as edits. It changes nothing. */
  fixWorkspace: 'asyncPitfalls/fixWorkspace';
  /** Request to the server: every rule, with its documentation. */
  rules: 'asyncPitfalls/rules';
  /** Notification to the editor: how far the audit is, and how old what it has found. */
  auditState: 'asyncPitfalls/auditState';
  /** Request to the server: a report of what the audits have found, as it stands now. null before the first audit. */
  report: 'asyncPitfalls/report';
}

/** What the server is doing. */
export interface Status {
  state: 'idle' | 'working' | 'problem';
  /** What it is working on; what is wrong and what mends it. */
  message?: string;
}

/** Of an audit, and of the search for safe fixes. */
export interface AuditParams {
  /** Only files that differ from git's HEAD. */
  changed?: boolean;
  /** Progress goes there, as `$/progress` with the files done. Cancelling the request ends the audit. */
  workDoneToken: string | number;
}

/** How an audit ended. */
export interface AuditSummary {
  /** Files looked at, of `total`. */
  files: number;
  total: number;
  /** Hints aside, which an editor shows in the code alone. */
  findings: number;
  /** How many more the baseline holds. */
  baselined: number;
  /** Findings that a safe fix would mend, and the files they stand in; what the baseline holds does not count. */
  fixable: { findings: number; files: number };
  /** It was cancelled: what was found so far stays. */
  partial: boolean;
  /** What kept files from being analysed, one line each. */
  problems: string[];
  /** Nothing could be audited, and why: no repository, mostly. */
  refusal?: string;
}

/** The safe fixes of the workspace. Nothing has been changed yet. */
export interface WorkspaceFixes {
  /** Files looked at. */
  looked: number;
  /** Fixes, and the files that they change. */
  fixes: number;
  files: number;
  /** What makes them, for the texts as they are now; an editor that can shows it and asks. Left out where there is nothing to do. */
  edit?: WorkspaceEdit;
  /** Files that stay as they are although something in them could be fixed, one line each with the reason. */
  left: string[];
  /** The rounds were used up, and there is still something to fix. */
  unfinished: boolean;
  /** It was cancelled: there is no edit. */
  partial: boolean;
}

export interface RuleDescription {
  id: string;
  summary: string;
  severity: string;
  /** The address of its page, readable without a network. */
  documentation: string;
}

/** How far the audits of the workspace are. */
export interface AuditState {
  isRunning: boolean;
  /** How many have come to their end, cancelled ones too. 0, and not running: nothing has been audited. */
  ended: number;
  /** Files looked at by the last audit or the one that runs, of `total`. */
  files: number;
  total: number;
  /** The last audit was cancelled: its results stay, and those of earlier ones where it did not come. */
  partial: boolean;
  /** Changes whenever a result does. */
  revision: number;
  /** The addresses of files with findings that have changed since they were audited, and wait for their turn. */
  stale: string[];
}

/** The formats in which the editor hands reports over. */
export type ReportFormat = 'html' | 'json' | 'sarif' | 'markdown';

export interface ReportParams {
  format: ReportFormat;
  /** From this severity on. */
  severity: 'error' | 'warning' | 'information' | 'hint';
  /** The report is shown in a window of the editor, under this nonce. Left out: it stands on its own. */
  nonce?: string;
  /** The absolute path of the file that it goes to, whole or not at all. Left out: it is in the answer. */
  output?: string;
}

export interface AuditReport {
  /** Empty where it went to a file. */
  text: string;
  /** The absolute path that the paths in it are relative to. */
  folder: string;
  findings: number;
  /** What of `AuditState` it shows. */
  revision: number;
}
