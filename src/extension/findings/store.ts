import { DiagnosticSeverity, EventEmitter, languages, Uri, workspace, type Diagnostic, type Disposable, type Event } from 'vscode';
import { section } from '../settings.ts';
import type { Severity, ViewFinding } from './finding.ts';
import { Slices } from './slices.ts';

const source = 'async-pitfalls';

const severityOf: Record<DiagnosticSeverity, Severity> = {
  [DiagnosticSeverity.Error]: 'error', [DiagnosticSeverity.Warning]: 'warning', [DiagnosticSeverity.Information]: 'information', [DiagnosticSeverity.Hint]: 'hint',
};

/** Our findings in files of the workspace, as Problems has them: of closed files from the audit, of open ones as they are typed. */
export class FindingsStore implements Disposable {
  private readonly emitter = new EventEmitter<void>();
  private readonly byUri = new Map<string, readonly ViewFinding[]>();
  private readonly changed = new Slices<Uri>((uri) => this.look(uri));
  private readonly listening: Disposable;
  private flat: readonly ViewFinding[] | undefined;
  /** Changes whenever the findings do. */
  revision = 0;
  readonly onChange: Event<void> = this.emitter.event;

  constructor() {
    for (const [uri] of languages.getDiagnostics()) this.changed.add(uri.toString(), uri);
    // An audit tells of hundreds of files at once.
    this.listening = languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) this.changed.add(uri.toString(), uri);
    });
  }

  /** The same list until something changes. */
  all(): readonly ViewFinding[] {
    return (this.flat ??= [...this.byUri.values()].flat());
  }

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
    this.emitter.dispose();
  }

  private look(uri: Uri): void {
    if (!this.take(uri, languages.getDiagnostics(uri))) return;
    this.revision += 1;
    this.flat = undefined;
    this.emitter.fire();
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
