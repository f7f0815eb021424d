import type { Finding, Fix, Problem } from '../analysis/finding.ts';
import { withoutByteOrderMark } from '../analysis/text.ts';
import { compareFindings, type FileResult } from './analyze.ts';
import type { AuditResult } from './audit-types.ts';
import { compareText } from './paths.ts';
import { textsBehind, type PartOfResult } from './project-memory.ts';

/** Where a result stood at some time. */
export interface Mark {
  findings: number;
  problems: number;
  files: number;
  suppressed: number;
}

/** The result of an audit while it grows. */
export class Collected {
  /** Something of the tool itself failed: nothing of this may be remembered. */
  isUnsteady = false;
  private readonly texts = new Map<string, string>();
  private readonly result: AuditResult = { findings: [], problems: [], files: [], texts: this.texts, suppressed: 0, baselined: 0, partial: false, durationMs: 0 };

  problem(...problems: Problem[]): void {
    this.result.problems.push(...problems);
  }

  /** It was cancelled before the end. */
  breakOff(): void {
    this.result.partial = true;
  }

  /**
   * Keeps what came out of a file. Findings hold closures over their trees until `fixesOf` has resolved their fixes or dropped them.
   * Gives the same result with fixes as data.
   */
  keep(result: FileResult, fixesOf: (finding: Finding) => Fix[], textOf: (path: string) => string | undefined): FileResult {
    const findings = result.findings.map((finding) => {
      const fixes = fixesOf(finding);
      for (const { path } of [finding, ...finding.related, ...fixes.flatMap((fix) => fix.edits)]) {
        const text = this.texts.get(path) ?? textOf(path);
        if (text !== undefined) this.texts.set(path, text);
      }
      return withFixes(finding, fixes);
    });
    this.result.findings.push(...findings);
    this.result.problems.push(...result.problems);
    this.result.suppressed += result.suppressed;
    this.result.files.push(result.path);
    return { ...result, findings };
  }

  /** Adds what came out of a part. */
  take({ findings, problems, files, suppressed, texts }: PartOfResult): void {
    this.result.findings.push(...findings);
    this.result.problems.push(...problems);
    this.result.files.push(...files);
    this.result.suppressed += suppressed;
    for (const [path, text] of texts) if (!this.texts.has(path)) this.texts.set(path, text);
  }

  mark(): Mark {
    const { findings, problems, files, suppressed } = this.result;
    return { findings: findings.length, problems: problems.length, files: files.length, suppressed };
  }

  /** What has come since. */
  since(mark: Mark): PartOfResult {
    const { findings, problems, files, suppressed } = this.result;
    const own = findings.slice(mark.findings);
    return { findings: own, problems: problems.slice(mark.problems), files: files.slice(mark.files), suppressed: suppressed - mark.suppressed, texts: textsBehind(own, this.texts) };
  }

  /** All that has come so far. */
  all(): PartOfResult {
    return this.since({ findings: 0, problems: 0, files: 0, suppressed: 0 });
  }

  /** The whole, in the order of reports. `read` gives texts that nobody has read so far; `started` is by the clock of `performance.now`. */
  finished(read: (path: string) => string | undefined, started: number): AuditResult {
    const { result } = this;
    // Without a program nothing else has read the files that findings point at.
    for (const { path } of result.findings.flatMap((finding) => finding.related)) {
      const text = this.texts.has(path) ? undefined : read(path);
      if (text !== undefined) this.texts.set(path, withoutByteOrderMark(text));
    }
    result.findings.sort(compareFindings);
    result.problems = uniqueProblems(result.problems);
    result.files.sort(compareText);
    if (this.isUnsteady) result.isUnsteady = true;
    result.durationMs = Math.round(performance.now() - started);
    return result;
  }
}

/** On its own, so that the function it makes holds nothing but fixes: one made among others holds what any of them uses. */
function withFixes(finding: Finding, fixes: Fix[]): Finding {
  return { ...finding, fixes: () => fixes };
}

/** Each problem once, in the order of reports. */
function uniqueProblems(problems: readonly Problem[]): Problem[] {
  const byText = new Map(problems.map((problem) => [JSON.stringify([problem.path, problem.kind, problem.message]), problem]));
  return [...byText.values()].sort((left, right) => compareText(left.path ?? '', right.path ?? '') || compareText(left.kind, right.kind) || compareText(left.message, right.message));
}
