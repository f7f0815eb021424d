/** What the extension and the server say to each other beyond the Language Server Protocol. Names and types only. */

/** Notification to the editor: what the server is doing. */
export const statusNotification = 'asyncPitfalls/status';

export interface Status {
  state: 'idle' | 'working' | 'problem';
  /** What it is working on; what is wrong and what mends it. */
  message?: string;
  /** The file to look at, as an address. */
  uri?: string;
}

/** Request to the server: audit all workspace folders. One runs at a time; a second request joins it. */
export const auditRequest = 'asyncPitfalls/audit';

export interface AuditParams {
  /** Progress goes there, `$/progress` with the files done; the request's cancellation ends the audit. */
  workDoneToken?: string | number;
}

export interface AuditSummary {
  /** Files looked at, of `total`. */
  files: number;
  total: number;
  findings: number;
  /** It was cancelled: what was found so far stays. */
  partial: boolean;
  problems: string[];
}

/** Request to the server: every rule, with its documentation as an address. */
export const rulesRequest = 'asyncPitfalls/rules';

export interface RuleDescription {
  id: string;
  summary: string;
  severity: string;
  documentation: string;
}
