/** From loud to silent. */
export const severities = ['error', 'warning', 'information', 'hint'] as const;
export type Severity = (typeof severities)[number];

/** A place in a file; lines and characters count from 0. */
export interface Place {
  /** The file's address. */
  uri: string;
  /** As people read it: relative to the workspace, with `/`. */
  path: string;
  line: number;
  character: number;
}

/** A finding as the view shows it. */
export interface ViewFinding extends Place {
  endLine: number;
  endCharacter: number;
  rule: string;
  severity: Severity;
  message: string;
  /** The places that explain it, in their order. */
  related: readonly (Place & { message: string })[];
}

/** Which findings the view shows. */
export interface Filter {
  /** Words that must all occur in path, rule or message; upper and lower case alike. */
  text: string;
  severities: readonly Severity[];
}

/** As reports list: hints are for who reads the code. */
export const defaultFilter: Filter = { text: '', severities: ['error', 'warning', 'information'] };

/** Whether somebody has chosen what to see. */
export function isFiltered({ text, severities: shown }: Filter): boolean {
  return text.trim() !== '' || defaultFilter.severities.some((severity) => !shown.includes(severity));
}

/** The findings that a filter lets through, in their order. */
export function filtered(findings: readonly ViewFinding[], { text, severities: shown }: Filter): ViewFinding[] {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return findings.filter((finding) => shown.includes(finding.severity) && (words.length === 0 || hasAll(finding, words)));
}

/** What is searched, made once: a filter is asked again with each key. */
const searched = new WeakMap<ViewFinding, string>();

function hasAll(finding: ViewFinding, words: readonly string[]): boolean {
  let text = searched.get(finding);
  if (text === undefined) {
    const { path, line, rule, message } = finding;
    searched.set(finding, (text = `${path}:${line + 1} ${rule} ${message}`.toLowerCase()));
  }
  const all = text;
  return words.every((word) => all.includes(word));
}
