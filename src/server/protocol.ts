/** What the extension and the server say to each other beyond the Language Server Protocol. Types only: each side writes the names. */
export interface Methods {
  /** Notification to the editor: what the server is doing. */
  status: 'asyncPitfalls/status';
  /** Request to the server: audit all workspace folders, or what changed in them. One audit runs at a time; a second request for the same joins it. */
  audit: 'asyncPitfalls/audit';
  /** Request to the server: every rule, with its documentation. */
  rules: 'asyncPitfalls/rules';
}

/** What the server is doing. */
export interface Status {
  state: 'idle' | 'working' | 'problem';
  /** What it is working on; what is wrong and what mends it. */
  message?: string;
}

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
  findings: number;
  /** How many more the baseline holds. */
  baselined: number;
  /** It was cancelled: what was found so far stays. */
  partial: boolean;
  /** What kept files from being analysed, one line each. */
  problems: string[];
  /** Nothing could be audited, and why: no repository, mostly. */
  refusal?: string;
}

export interface RuleDescription {
  id: string;
  summary: string;
  severity: string;
  /** The address of its page, readable without a network. */
  documentation: string;
}
