import type { Finding, Problem } from '../analysis/finding.ts';
import type { AuditedFinding } from './audit-messages.ts';

/** What is known of an audited file. */
export interface AuditedFile {
  findings: readonly AuditedFinding[];
  /** Of the text in which the findings stand; empty where it is an open document's, whose text is at hand. */
  stamp: string;
  suppressed: number;
  baselined: number;
}

/** What the audits have found, by path; files without findings are in it too. */
export class AuditResults {
  private readonly files = new Map<string, AuditedFile>();
  /** What kept the last audit that came to its end from seeing all. */
  problems: readonly Problem[] = [];
  /** Changes with each change of what is known. */
  revision = 0;

  has(path: string): boolean {
    return this.files.has(path);
  }

  /** Of a file that was not audited an empty list. */
  findingsIn(path: string): readonly AuditedFinding[] {
    return this.files.get(path)?.findings ?? [];
  }

  paths(): string[] {
    return [...this.files.keys()];
  }

  entries(): [path: string, file: AuditedFile][] {
    return [...this.files];
  }

  set(path: string, file: AuditedFile): void {
    if (!sameFindings(this.findingsIn(path), file.findings)) this.revision += 1;
    this.files.set(path, file);
  }

  /** What the editor was told of an open document that was audited. Its fixes are to be asked for: they hold on to trees. */
  answered(path: string, findings: readonly Finding[]): void {
    const known = this.files.get(path);
    if (known) this.set(path, { ...known, stamp: '', findings: findings.map((finding) => ({ ...finding, fixes: [] })) });
  }

  /** Whether something was known of it. */
  delete(path: string): boolean {
    if (this.findingsIn(path).length > 0) this.revision += 1;
    return this.files.delete(path);
  }
}

function sameFindings(left: readonly AuditedFinding[], right: readonly AuditedFinding[]): boolean {
  const describe = ({ rule, severity, start, end, message, related }: AuditedFinding): string => JSON.stringify([rule, severity, start, end, message, related]);
  return left.length === right.length && left.every((finding, index) => describe(finding) === describe(right[index] as AuditedFinding));
}
