import { commands, EventEmitter, window, type CancellationToken, type Event, type LogOutputChannel, type Range, type Uri, type WorkspaceEdit } from 'vscode';
import type { CodeAction, LanguageClient } from 'vscode-languageclient/node';
import type { AuditParams, AuditReport, AuditState, AuditSummary, Methods, ReportParams, RuleDescription, Status, WorkspaceFixes } from '../server/protocol.ts';
import { commandIds } from './commands.ts';
import { Crashes } from './crashes.ts';

const methods: Methods = { status: 'asyncPitfalls/status', audit: 'asyncPitfalls/audit', fixWorkspace: 'asyncPitfalls/fixWorkspace', rules: 'asyncPitfalls/rules', auditState: 'asyncPitfalls/auditState', report: 'asyncPitfalls/report' };

/** All files, or those that differ from git's HEAD. */
export type Extent = 'all' | 'changed';

/** An action of the server, with what it says of it. */
export interface OfferedAction extends CodeAction {
  data?: { kind?: string; rule?: string };
}

/** How far an audit is. */
export interface AuditProgress {
  message?: string | undefined;
  percentage?: number | undefined;
}

/** The language server as the extension sees it: starts it, starts it anew after a crash, and talks to it. */
export class Analyzer {
  private readonly extensionPath: string;
  private readonly output: LogOutputChannel;
  private readonly statusEmitter = new EventEmitter<Status>();
  private readonly auditEmitter = new EventEmitter<AuditState>();
  private readonly crashes = new Crashes();
  private starting: Promise<LanguageClient> | undefined;
  private audits = 0;
  /** The audit that has come to its end, so its findings are shown. */
  private audited: Extent | undefined;

  /** What the server says of itself. */
  readonly onStatus: Event<Status> = this.statusEmitter.event;
  /** How far the audits are; told whenever it changes. */
  readonly onAuditState: Event<AuditState> = this.auditEmitter.event;

  constructor(extensionPath: string, output: LogOutputChannel) {
    this.extensionPath = extensionPath;
    this.output = output;
  }

  /** Starts the server once the editor is done with what it is doing. */
  startSoon(): void {
    setImmediate(() => { this.client().catch((error: unknown) => this.failed(error)); });
  }

  /** Ends the server. */
  async stop(): Promise<void> {
    // Whoever started it has told why it failed.
    const client = await this.starting?.catch(() => undefined);
    if (client?.isRunning()) await client.stop();
  }

  /** Ends the server and starts it anew; also after it has crashed too often. */
  async restart(): Promise<void> {
    this.crashes.forget();
    if (!this.starting) await this.client();
    else {
      // Told when it failed; it is tried anew now.
      const client = await this.starting.catch(() => undefined);
      const hasEnded = !client?.isRunning() || await this.hasEnded(client);
      if (client && hasEnded) await client.start();
      else {
        // A server that hangs ends later, and its client takes that for a crash of whatever it talks to by then: the next has a client of its own.
        this.starting = undefined;
        await this.client();
      }
    }
    this.output.info('The analyzer was restarted.');
  }

  /** Audits the workspace, or what changed in it. `progress` hears of the files done. Cancelling ends it; what was found stays. */
  async audit(extent: Extent, progress: (progress: AuditProgress) => void, token: CancellationToken): Promise<AuditSummary> {
    const client = await this.client();
    const { onWorkDoneProgress } = await import('./client.ts');
    const params = this.auditParams(extent);
    const listening = onWorkDoneProgress(client, params.workDoneToken, progress);
    try {
      const summary = await client.sendRequest<AuditSummary>(methods.audit, params, token);
      if (this.audited !== 'all') this.audited = extent;
      return summary;
    } finally {
      listening.dispose();
    }
  }

  /**
   * The safe fixes of the workspace, and the edit that makes them; no edit where there is nothing to do. `progress` hears of the files
   * looked at. Cancelling ends it.
   */
  async fixWorkspace(progress: (progress: AuditProgress) => void, token: CancellationToken): Promise<{ found: WorkspaceFixes; edit: WorkspaceEdit | undefined }> {
    const client = await this.client();
    const { onWorkDoneProgress, toCurrentEdit } = await import('./client.ts');
    const params = this.auditParams('all');
    const listening = onWorkDoneProgress(client, params.workDoneToken, progress);
    try {
      const found = await client.sendRequest<WorkspaceFixes>(methods.fixWorkspace, params, token);
      for (const line of found.left) this.output.warn(`Not fixed: ${line}`);
      return { found, edit: found.edit && await toCurrentEdit(client, found.edit) };
    } finally {
      listening.dispose();
    }
  }

  /** Every rule, with its documentation. */
  async rules(): Promise<RuleDescription[]> {
    const client = await this.client();
    return client.sendRequest<RuleDescription[]>(methods.rules);
  }

  /** A report of what the audits have found; undefined before the first. It rejects where it cannot be written. */
  async report(params: ReportParams): Promise<AuditReport | undefined> {
    const client = await this.client();
    return await client.sendRequest<AuditReport | null>(methods.report, params) ?? undefined;
  }

  /** What the server offers for the finding of a rule at a range of an open document, in its order. */
  async actions(uri: Uri, range: Range, rule: string): Promise<OfferedAction[]> {
    const client = await this.client();
    const { code2ProtocolConverter: converter } = client;
    const place = converter.asRange(range);
    const params = { textDocument: { uri: converter.asUri(uri) }, range: place, context: { diagnostics: [], only: ['quickfix'] } };
    const actions = await client.sendRequest<OfferedAction[] | null>('textDocument/codeAction', params) ?? [];
    const isAbout = ({ data, diagnostics = [] }: OfferedAction): boolean => data?.rule === rule && diagnostics.some(({ range: { start } }) => start.line === place.start.line && start.character === place.start.character);
    return actions.filter((action) => !action.disabled && isAbout(action));
  }

  /** The edit of an offered action for the texts as they are now; undefined where the server has said why there is none. */
  async editOf(action: OfferedAction): Promise<WorkspaceEdit | undefined> {
    const client = await this.client();
    const { toCurrentEdit } = await import('./client.ts');
    const { edit } = await client.sendRequest<OfferedAction>('codeAction/resolve', action);
    return edit && toCurrentEdit(client, edit);
  }

  private auditParams(extent: Extent): AuditParams {
    this.audits += 1;
    return { workDoneToken: `async-pitfalls-audit-${this.audits}`, changed: extent === 'changed' };
  }

  private client(): Promise<LanguageClient> {
    this.starting ??= this.start();
    return this.starting;
  }

  /** The client's library is loaded here, after activation. */
  private async start(): Promise<LanguageClient> {
    const { createClient } = await import('./client.ts');
    const client = createClient({ extensionPath: this.extensionPath, output: this.output, crashed: () => this.crashed(), running: (running) => this.auditAgain(running) });
    client.onNotification(methods.status, (status: Status) => this.statusEmitter.fire(status));
    client.onNotification(methods.auditState, (state: AuditState) => this.auditEmitter.fire(state));
    await client.start();
    return client;
  }

  /** Says that the server has crashed. Returns whether it shall be started again. */
  private crashed(): boolean {
    const restarts = this.crashes.add(Date.now());
    const message = restarts
      ? 'The async pitfalls analyzer stopped unexpectedly and was started again. Your files are untouched.'
      : 'The async pitfalls analyzer stopped unexpectedly 5 times within 3 minutes, so it was not started again. Your files are untouched. Start it with "Async Pitfalls: Restart Analyzer".';
    this.output.warn(message);
    if (!restarts) this.statusEmitter.fire({ state: 'problem', message: 'The analyzer has stopped. Restart it.' });
    this.tell(message, restarts ? [commandIds.showOutput] : [commandIds.restartAnalyzer, commandIds.showOutput]);
    return restarts;
  }

  /** A server that was started again knows nothing of the audit before it: its findings come back, unseen. */
  private auditAgain(client: LanguageClient): void {
    const extent = this.audited;
    if (!extent) return;
    // Not a second time where it is the audit that crashes the server.
    this.audited = undefined;
    client.sendRequest<AuditSummary>(methods.audit, this.auditParams(extent)).then(() => { this.audited ??= extent; }, (error: unknown) => this.output.error(error instanceof Error ? error : String(error)));
  }

  /** Ends the server; false where it is too busy to say that it has heard: it is killed then. */
  private async hasEnded(client: LanguageClient): Promise<boolean> {
    try {
      await client.stop();
      return true;
    } catch (error) {
      this.output.warn(`The analyzer did not answer and is killed: ${error instanceof Error ? error.message : String(error)}.`);
      return false;
    }
  }

  private failed(error: unknown): void {
    this.output.error(error instanceof Error ? error : String(error));
    this.statusEmitter.fire({ state: 'problem', message: 'The analyzer did not start. Restart it, or see the output.' });
    this.tell('The async pitfalls analyzer did not start.', [commandIds.restartAnalyzer, commandIds.showOutput]);
  }

  /** Shows a message with buttons that run commands. */
  private tell(message: string, ids: string[]): void {
    const ask = async (): Promise<void> => {
      const titles: Record<string, string> = { [commandIds.showOutput]: 'Show Output', [commandIds.restartAnalyzer]: 'Restart Analyzer' };
      const chosen = await window.showWarningMessage(message, ...ids.map((id) => titles[id] ?? id));
      const id = ids.find((candidate) => titles[candidate] === chosen);
      if (id !== undefined) await commands.executeCommand(id);
    };
    ask().catch((error: unknown) => this.output.error(error instanceof Error ? error : String(error)));
  }
}
