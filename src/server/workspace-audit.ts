import type { CancellationToken, Diagnostic, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { AuditJob, AuditMessage } from './audit-messages.ts';
import { reportTo } from './audit-progress.ts';
import { AuditResults } from './audit-results.ts';
import { auditRoots } from './audit-roots.ts';
import { runAudit } from './audit-thread.ts';
import { later } from './later.ts';
import { methods } from './methods.ts';
import type { AuditParams, AuditState, AuditSummary } from './protocol.ts';
import type { Session } from './session.ts';
import { throttle } from './throttle.ts';
import { toDiagnostic } from './to-diagnostic.ts';
import type { DiskChanges } from './watch.ts';

const refreshMilliseconds = 400;
const stateMilliseconds = 100;

/** All files, or those that differ from git's HEAD. */
export type Extent = 'all' | 'changed';

/** The audit of the workspace: its results stay in the editor when files are closed, and follow what changes on disk. */
export interface WorkspaceAudit {
  /** Audits all workspace folders, or what changed in them. While the same audit runs, joins it; another one is waited for. */
  run(extent: Extent, progress: WorkDoneProgressReporter | undefined, token: CancellationToken | undefined): Promise<AuditSummary>;
  /** Files changed on disk. */
  filesChanged(changes: DiskChanges): void;
  /** Settings or projects changed: everything may come out differently. */
  everythingChanged(): void;
  /** What the audits have found. */
  readonly results: AuditResults;
  /** How far they are. */
  state(): AuditState;
}

/** A running audit, and who wants to stop it. */
interface Run {
  extent: Extent;
  summary: Promise<AuditSummary>;
  abort: AbortController;
  /** Ends the round that is under way for another: what it found may be old. */
  again: AbortController;
}

export function registerWorkspaceAudit(session: Session): WorkspaceAudit {
  const audit = new Audit(session);
  const { connection, documents, abilities, log, settings } = session;
  connection.onRequest(methods.audit, (params: AuditParams, token: CancellationToken) => audit.run(params.changed ? 'changed' : 'all', connection.window.attachWorkDoneProgress(params.workDoneToken), token));
  if (!abilities.ourStatus) {
    const start = async (): Promise<void> => {
      const [folder] = documents.workspaceFolders;
      if (folder === undefined || !(await settings.editor(folder)).auditOnStart) return;
      const progress = abilities.workDoneProgress ? await connection.window.createWorkDoneProgress() : undefined;
      await audit.run('all', progress, progress?.token);
    };
    log.watch(start(), 'The audit at the start failed');
  }
  return audit;
}

class Audit implements WorkspaceAudit {
  readonly results = new AuditResults();
  private readonly session: Session;
  /** The addresses for which the editor holds findings that we pushed. */
  private readonly pushed = new Set<string>();
  /** Open documents whose findings the editor asks for. */
  private readonly asked = new Set<string>();
  private readonly changed = new Set<string>();
  /** Files that differ from what was audited. */
  private readonly stale = new Set<string>();
  private readonly refreshing: ReturnType<typeof later>;
  private readonly rerunning: ReturnType<typeof later>;
  private current: Run | undefined;
  /** What the results are of; undefined before the first audit. */
  private extent: Extent | undefined;
  private ended = 0;
  private last: AuditSummary = nothing();
  /** The editor is told how far the audit is. */
  private readonly tellState: () => void;

  constructor(session: Session) {
    this.session = session;
    const { connection, abilities, documents, analyzer, log } = session;
    this.tellState = throttle(stateMilliseconds, () => {
      if (abilities.ourStatus) log.watch(connection.sendNotification(methods.auditState, this.state()), 'Cannot tell the editor how far the audit is');
    });
    const failed = (error: unknown): void => log.error('The audit could not be refreshed', error);
    this.refreshing = later(refreshMilliseconds, () => this.refresh(), failed);
    this.rerunning = later(refreshMilliseconds, () => this.rerun(), failed);
    // What the editor asks for itself is not pushed as well: it would stand there twice.
    analyzer.events.on('answered', ({ document, findings, provisional }) => {
      this.asked.add(document.uri);
      if (!provisional) this.results.answered(document.path, findings);
      this.publish(document.path);
    });
    documents.events.on('closed', ({ uri, path }) => {
      this.asked.delete(uri);
      this.publish(path);
      // What was typed and not saved is gone.
      if (this.results.has(path)) this.fileChanged(path);
    });
  }

  async run(extent: Extent, progress: WorkDoneProgressReporter | undefined, token: CancellationToken | undefined): Promise<AuditSummary> {
    // Whoever started it hears how it ends.
    while (this.current && this.current.extent !== extent) await this.current.summary.catch(() => undefined);
    this.current ??= this.start(extent, progress);
    const { summary, abort } = this.current;
    if (token?.isCancellationRequested) abort.abort();
    const listening = token?.onCancellationRequested(() => abort.abort());
    try {
      return await summary;
    } finally {
      listening?.dispose();
    }
  }

  state(): AuditState {
    const { files, total, partial } = this.last;
    const { documents } = this.session;
    // What the editor asks for itself is never old.
    const stale = [...this.stale].filter((path) => this.results.findingsIn(path).length > 0 && !documents.at(path));
    return { isRunning: this.current !== undefined, ended: this.ended, files, total, partial, revision: this.results.revision, stale: stale.map((path) => documents.uriOf(path)) };
  }

  private start(extent: Extent, progress: WorkDoneProgressReporter | undefined): Run {
    const run: Run = { extent, abort: new AbortController(), again: new AbortController(), summary: Promise.resolve(nothing()) };
    this.tellState();
    run.summary = this.session.log.during(extent === 'all' ? 'Auditing the workspace' : 'Auditing changed files', () => this.auditUntilCurrent(run, progress)).finally(() => {
      this.current = undefined;
      this.tellState();
      if (this.changed.size > 0) this.refreshing.soon();
    });
    return run;
  }

  /** Whoever waits for an audit hears of the one that counts, not of one that changed settings have made old. */
  private async auditUntilCurrent(run: Run, progress: WorkDoneProgressReporter | undefined): Promise<AuditSummary> {
    progress?.begin('Auditing async code', 0, undefined, true);
    try {
      for (;;) {
        run.again = new AbortController();
        const summary = await this.audit(run.extent, progress, AbortSignal.any([run.abort.signal, run.again.signal]));
        if (run.again.signal.aborted && !run.abort.signal.aborted) continue;
        if (summary.refusal === undefined) this.ended += 1;
        this.tell(summary);
        return summary;
      }
    } finally {
      progress?.done();
    }
  }

  filesChanged({ changed, appeared, gone }: DiskChanges): void {
    for (const path of gone) {
      if (this.results.delete(path)) this.publish(path);
    }
    for (const path of [...changed, ...appeared, ...gone]) {
      if (this.results.has(path)) this.stale.add(path);
      this.fileChanged(path);
    }
  }

  everythingChanged(): void {
    if (this.extent) this.rerunning.soon();
  }

  private fileChanged(path: string): void {
    if (!this.extent || !/\.[mc]?[jt]sx?$/.test(path) || path.includes('/node_modules/')) return;
    this.changed.add(path);
    this.tellState();
    this.refreshing.soon();
  }

  private async audit(extent: Extent, progress: WorkDoneProgressReporter | undefined, signal: AbortSignal): Promise<AuditSummary> {
    const summary = (this.last = nothing());
    const seen = new Set<string>();
    const report = reportTo(progress);
    if (this.extent !== 'all') this.extent = extent;
    const finished = await this.inThread({ changed: extent === 'changed' }, signal, (message) => {
      if (message.kind === 'progress') {
        summary.total = message.total;
        this.tellState();
        report(message);
      } else if (message.kind === 'file') {
        seen.add(message.path);
        summary.files += 1;
        summary.findings += message.findings.filter(({ severity }) => severity !== 'hint').length;
        summary.baselined += message.baselined;
        summary.fixable.findings += message.fixable;
        if (message.fixable > 0) summary.fixable.files += 1;
      } else if (message.kind === 'done') {
        this.results.problems = message.problems;
        summary.problems = [...message.refusals, ...message.problems.map(({ path, message: what }) => (path === undefined ? what : `${path}: ${what}`))];
        if (message.refusals.length > 0 && message.files.length === 0) summary.refusal = message.refusals[0] ?? '';
      }
    });
    summary.partial = !finished;
    // A finished audit of all files is all there is to say; of another one the older results of other files stay.
    if (finished && extent === 'all') for (const path of this.results.paths().filter((known) => !seen.has(known))) this.forget(path);
    return summary;
  }

  /** Audits changed files, and those that import them. */
  private async refresh(): Promise<void> {
    // Its end comes back to what has changed meanwhile.
    if (this.current) return;
    const changed = [...this.changed];
    this.changed.clear();
    if (changed.length === 0) return;
    try {
      await this.session.log.during('Refreshing the audit', () => this.inThread({ refresh: { changed, audited: this.results.paths() } }));
    } finally {
      // What is not audited any more is not old either.
      for (const path of changed) if (!this.changed.has(path)) this.stale.delete(path);
      this.tellState();
    }
  }

  /** The same audit again, unseen; one that is under way starts anew. */
  private async rerun(): Promise<void> {
    this.current?.again.abort();
    await this.run(this.extent ?? 'all', undefined, undefined);
  }

  private async inThread(job: Pick<AuditJob, 'changed' | 'refresh'>, signal?: AbortSignal, listen?: (message: AuditMessage) => void): Promise<boolean> {
    return runAudit({ ...await auditRoots(this.session), ...job }, (message) => {
      listen?.(message);
      if (message.kind !== 'file') return;
      const { path, findings, stamp, suppressed, baselined } = message;
      this.results.set(path, { findings, stamp, suppressed, baselined });
      if (!this.changed.has(path)) this.stale.delete(path);
      this.publish(path);
      this.tellState();
    }, signal);
  }

  private forget(path: string): void {
    this.results.delete(path);
    this.publish(path);
  }

  /** Pushes what is known of a file, unless the editor asks for it; takes back what it holds where nothing is known any more. */
  private publish(path: string): void {
    const { connection, documents, log } = this.session;
    const uri = documents.uriOf(path);
    const findings = this.asked.has(uri) ? [] : this.results.findingsIn(path);
    if (findings.length === 0 && !this.pushed.has(uri)) return;
    if (findings.length === 0) this.pushed.delete(uri);
    else this.pushed.add(uri);
    const diagnostics: Diagnostic[] = findings.map((finding) => toDiagnostic(finding, (other) => documents.uriOf(other)));
    log.watch(connection.sendDiagnostics({ uri, diagnostics }), 'Cannot send findings');
  }

  private tell({ files, total, findings, baselined, partial, problems }: AuditSummary): void {
    const { console: output } = this.session.connection;
    const more = baselined > 0 ? ` (${baselined} in the baseline)` : '';
    output.info(partial ? `Audit cancelled: ${files} of ${total} files, ${findings} findings so far${more}.` : `Audit done: ${files} files, ${findings} findings${more}.`);
    for (const problem of problems) output.warn(problem);
  }
}

function nothing(): AuditSummary {
  return { files: 0, total: 0, findings: 0, baselined: 0, fixable: { findings: 0, files: 0 }, partial: false, problems: [] };
}
