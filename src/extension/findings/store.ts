import { DiagnosticSeverity, EventEmitter, languages, Uri, workspace, type Diagnostic, type Disposable, type Event } from 'vscode';
import { section } from '../settings.ts';
import type { Severity, ViewFinding } from './finding.ts';

const source = 'async-pitfalls';

const severityOf: Record<DiagnosticSeverity, Severity> = {
  [DiagnosticSeverity.Error]: 'error', [DiagnosticSeverity.Warning]: 'warning', [DiagnosticSeverity.Information]: 'information', [DiagnosticSeverity.Hint]: 'hint',
};

/** Our findings in files of the workspace, as Problems has them: of closed files from the audit, of open ones as they are typed. */
export class FindingsStore implements Disposable {
  private readonly emitter = new EventEmitter<void>();
  private readonly byUri = new Map<string, readonly ViewFinding[]>();
  private readonly listening: Disposable;
  /** Changes whenever the findings do. */
  revision = 0;
  readonly onChange: Event<void> = this.emitter.event;

  constructor() {
    for (const [uri, diagnostics] of languages.getDiagnostics()) this.take(uri, diagnostics);
    this.listening = languages.onDidChangeDiagnostics(({ uris }) => {
      const changes = uris.filter((uri) => this.take(uri, languages.getDiagnostics(uri)));
      if (changes.length > 0) this.emitter.fire();
    });
  }

  all(): ViewFinding[] {
    return [...this.byUri.values()].flat();
  }

  dispose(): void {
    this.listening.dispose();
    this.emitter.dispose();
  }

  /** Whether there is anything new in it. What was never saved, and what lies elsewhere, was not audited. */
  private take(uri: Uri, diagnostics: readonly Diagnostic[]): boolean {
    const isAudited = uri.scheme === 'file' && workspace.getWorkspaceFolder(uri) !== undefined;
    const findings = isAudited ? diagnostics.filter((diagnostic) => diagnostic.source === source).map((diagnostic) => toFinding(uri, diagnostic)) : [];
    const key = uri.toString();
    // A file that is closed has the same findings from somebody else.
    if (JSON.stringify(this.byUri.get(key) ?? []) === JSON.stringify(findings)) return false;
    if (findings.length === 0) this.byUri.delete(key);
    else this.byUri.set(key, findings);
    this.revision += 1;
    return true;
  }
}

function toFinding(uri: Uri, { range, severity, code, message, relatedInformation = [] }: Diagnostic): ViewFinding {
  const rule = typeof code === 'object' ? String(code.value) : String(code ?? section);
  return {
    uri: uri.toString(), path: workspace.asRelativePath(uri), rule, message, severity: severityOf[severity],
    line: range.start.line, character: range.start.character, endLine: range.end.line, endCharacter: range.end.character,
    related: relatedInformation.map(({ location, message: what }) => ({ uri: location.uri.toString(), path: workspace.asRelativePath(location.uri), line: location.range.start.line, character: location.range.start.character, message: what })),
  };
}
