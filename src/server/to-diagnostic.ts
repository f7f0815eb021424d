import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver';
import type { Finding, Severity, Tag } from '../analysis/finding.ts';
import { documentationUri } from './documentation.ts';
import { toLspRange } from './positions.ts';

/** The `source` of every diagnostic. */
export const source = 'async-pitfalls';

const severities: Record<Exclude<Severity, 'off'>, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tags: Record<Tag, DiagnosticTag> = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated };

/** A finding as the protocol says it. `uriOf` gives addresses of paths. */
export function toDiagnostic(finding: Omit<Finding, 'fixes'>, uriOf: (path: string) => string): Diagnostic {
  return {
    range: toLspRange(finding.range),
    severity: severities[finding.severity],
    source,
    code: finding.rule,
    codeDescription: { href: documentationUri(finding.rule) },
    message: finding.message,
    ...(finding.tags.length > 0 && { tags: finding.tags.map((tag) => tags[tag]) }),
    ...(finding.related.length > 0 && {
      relatedInformation: finding.related.map((related) => ({ location: { uri: uriOf(related.path), range: toLspRange(related.range) }, message: related.message })),
    }),
  };
}
