import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { Disposable, Uri, ViewColumn, window, type WebviewPanel } from 'vscode';
import type { AuditState } from '../server/protocol.ts';
import type { Analyzer } from './analyzer.ts';
import { registerCommand } from './commands.ts';
import type { Choices } from './findings/choices.ts';
import { reportOrOffer } from './have-audit.ts';
import { openPlace } from './open-place.ts';

/** The command that shows the report of the last audit in a window of its own, which follows later audits. */
export function registerReport(analyzer: Analyzer, choices: Choices, extensionUri: Uri): Disposable {
  let view: ReportView | undefined;
  const command = registerCommand('openReport', async () => {
    if (view) return view.show();
    const make = (): Promise<Made | undefined> => madeReport(analyzer, choices);
    const made = await make();
    if (!made) return;
    view = new ReportView(analyzer, extensionUri, make, made);
    view.panel.onDidDispose(() => { view = undefined; });
  });
  return new Disposable(() => {
    command.dispose();
    view?.panel.dispose();
  });
}

interface Made {
  html: string;
  folder: string;
  revision: number;
}

/** The page under a nonce of its own: nothing else in it may run. */
async function madeReport(analyzer: Analyzer, choices: Choices): Promise<Made | undefined> {
  const nonce = randomBytes(16).toString('hex');
  const report = await reportOrOffer(analyzer, { format: 'html', severity: choices.quietest(), nonce });
  return report && { html: report.text, folder: report.folder, revision: report.revision };
}

/** One window. Its page is all there is to load: no file, no network. */
class ReportView {
  readonly panel: WebviewPanel;
  private readonly make: () => Promise<Made | undefined>;
  private shown: Made;
  /** How many audits had ended when the report was made. */
  private ended: number | undefined;

  constructor(analyzer: Analyzer, extensionUri: Uri, make: () => Promise<Made | undefined>, made: Made) {
    this.make = make;
    this.shown = made;
    // Whoever follows a finding into its file comes back to the list as it was left: its opened rows are kept nowhere else.
    this.panel = window.createWebviewPanel('asyncPitfalls.report', 'Async Pitfalls Report', ViewColumn.Active, { enableScripts: true, localResourceRoots: [], retainContextWhenHidden: true, enableFindWidget: true });
    this.panel.iconPath = Uri.joinPath(extensionUri, 'media/icon.png');
    const listening = analyzer.onAuditState((state) => this.follow(state));
    this.panel.onDidDispose(() => listening.dispose());
    this.panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    this.panel.webview.html = made.html;
  }

  /** Brings it to the front, with what is known now. */
  async show(): Promise<void> {
    this.panel.reveal();
    await this.update();
  }

  private follow({ isRunning, ended, revision }: AuditState): void {
    this.ended ??= ended;
    if (isRunning) return;
    if (ended !== this.ended) {
      this.ended = ended;
      this.start(this.update());
    } else if (revision !== this.shown.revision) this.start(this.panel.webview.postMessage({ type: 'changed' }));
  }

  private async update(): Promise<void> {
    const made = await this.make();
    if (!made) return;
    this.shown = made;
    this.panel.webview.html = made.html;
  }

  /** What the page asks for: see `src/reports/page/data.ts`. */
  private receive(message: unknown): Promise<void> | undefined {
    if (isRefresh(message)) return this.start(this.update());
    if (!isPlace(message)) return undefined;
    return this.start(openPlace(Uri.file(path.resolve(this.shown.folder, message.path)), message.line - 1, message.column - 1));
  }

  /** What nobody waits for tells itself how it fails. */
  private async start(work: Thenable<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      await window.showErrorMessage(`The audit report: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

function isRefresh(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'refresh';
}

function isPlace(message: unknown): message is { path: string; line: number; column: number } {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'open'
    && 'path' in message && typeof message.path === 'string'
    && 'line' in message && typeof message.line === 'number' && 'column' in message && typeof message.column === 'number';
}
