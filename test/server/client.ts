import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import {
  createProtocolConnection, StreamMessageReader, StreamMessageWriter,
  type ClientCapabilities, type CodeAction, type Diagnostic, type DocumentDiagnosticReport, type FileChangeType, type ProtocolConnection,
  type PublishDiagnosticsParams, type Range, type TextDocumentEdit, type TextEdit, type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { AuditState, Status } from '../../src/server/protocol.ts';
import { runServer } from '../../src/server/server.ts';

/** What VS Code can do, as far as the server asks. */
const abilities: ClientCapabilities = {
  textDocument: {
    diagnostic: { dynamicRegistration: true, relatedDocumentSupport: false },
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] }, isPreferredSupport: true, disabledSupport: true, codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'source', 'source.fixAll'] } } },
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
  },
  workspace: {
    diagnostics: { refreshSupport: true },
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'], changeAnnotationSupport: { groupsOnLabel: true }, snippetEditSupport: true },
  },
  window: { workDoneProgress: true },
};

export interface ClientOptions {
  /** Taken out of, or changed in, what VS Code can do. */
  capabilities?: (abilities: ClientCapabilities) => void;
  /** The section `asyncPitfalls`. */
  settings?: Record<string, unknown>;
  /** Starts this program as a process of its own; otherwise the server runs in this one, which saves its start. */
  entry?: string;
  /** More workspace folders. */
  folders?: string[];
  /** false: an editor without an extension of ours. */
  status?: boolean;
}

/** An editor as the server sees it: a folder on disk, open documents, and the protocol over stdio. */
export class Client {
  readonly folder: string;
  settings: Record<string, unknown>;
  readonly status: Status[] = [];
  readonly auditStates: AuditState[] = [];
  readonly published = new Map<string, PublishDiagnosticsParams>();
  readonly progress: { token: string | number; value: { kind: string; message?: string; percentage?: number } }[] = [];
  readonly log: string[] = [];
  /** What was shown to the user. */
  readonly shown: string[] = [];
  readonly watched: string[] = [];
  connection!: ProtocolConnection;
  private process: ChildProcess | undefined;
  private readonly events = new EventEmitter<{ news: [] }>();
  private readonly documents = new Map<string, TextDocument>();

  private constructor(folder: string, settings: Record<string, unknown>) {
    this.folder = folder;
    this.settings = settings;
    this.events.setMaxListeners(0);
  }

  /** Starts a server on a new folder with these files. */
  static async start(files: Record<string, string>, options: ClientOptions = {}): Promise<Client> {
    const folder = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'async-pitfalls-server-')));
    const client = new Client(folder, options.settings ?? {});
    for (const [name, text] of Object.entries(files)) await client.write(name, text);
    await client.connect(options);
    return client;
  }

  private async connect({ capabilities, entry, folders = [''], status = true }: ClientOptions): Promise<void> {
    const { input, output } = entry === undefined ? this.startHere() : this.startProcess(entry);
    this.connection = createProtocolConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
    this.listen();
    const own = structuredClone(abilities);
    capabilities?.(own);
    await this.connection.sendRequest('initialize', {
      processId: null,
      rootUri: this.uri(''),
      capabilities: own,
      initializationOptions: { status },
      workspaceFolders: folders.map((name) => ({ uri: this.uri(name), name: name || 'root' })),
    });
    await this.connection.sendNotification('initialized', {});
  }

  private startHere(): { input: Readable; output: Writable } {
    const [input, output] = [new PassThrough(), new PassThrough()];
    runServer(createConnection(ProposedFeatures.all, new StreamMessageReader(output), new StreamMessageWriter(input)));
    return { input, output };
  }

  private startProcess(entry: string): { input: Readable; output: Writable } {
    this.process = spawn(process.execPath, ['--import', 'tsx', entry, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'], cwd: path.join(import.meta.dirname, '../..') });
    const { stdin, stdout } = this.process;
    if (!stdin || !stdout) throw new Error('the server has no streams');
    return { input: stdout, output: stdin };
  }

  private listen(): void {
    const news = (): void => { this.events.emit('news'); };
    this.connection.onNotification('asyncPitfalls/status', (status: Status) => { this.status.push(status); news(); });
    this.connection.onNotification('asyncPitfalls/auditState', (state: AuditState) => { this.auditStates.push(state); news(); });
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => { this.published.set(params.uri, params); news(); });
    this.connection.onNotification('window/showMessage', ({ message }: { message: string }) => { this.shown.push(message); news(); });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => { this.log.push(message); news(); });
    this.connection.onNotification('$/progress', (params: Client['progress'][number]) => { this.progress.push(params); news(); });
    this.connection.onRequest('workspace/diagnostic/refresh', () => { news(); return null; });
    this.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => this.settings));
    this.connection.onRequest('window/workDoneProgress/create', () => null);
    this.connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
      this.watched.push(...registrations.map(({ method }) => method));
      news();
      return null;
    });
    this.connection.listen();
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    if (this.process) {
      const ended = once(this.process, 'exit');
      await this.connection.sendNotification('exit');
      await ended;
    }
    this.connection.dispose();
    await fs.rm(this.folder, { recursive: true, force: true });
  }

  uri(name: string): string {
    return name.includes(':') ? name : pathToFileURL(path.join(this.folder, name)).toString();
  }

  async write(name: string, text: string): Promise<void> {
    const file = path.join(this.folder, name);
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(file, text);
  }

  /** Tells the server what happened on disk. */
  async tell(name: string, type: FileChangeType): Promise<void> {
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: this.uri(name), type }] });
  }

  async open(name: string, text: string): Promise<void> {
    const languageId = /\.[jt]sx$/.test(name) ? (name.endsWith('.tsx') ? 'typescriptreact' : 'javascriptreact') : /js$/.test(name) ? 'javascript' : 'typescript';
    const uri = this.uri(name);
    this.documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  /** Replaces the one occurrence of `old` in an open document, as a typed edit. */
  async edit(name: string, old: string, text: string): Promise<void> {
    const document = this.document(name);
    const at = document.getText().indexOf(old);
    if (at === -1) throw new Error(`'${old}' is not in ${name}`);
    const range = { start: document.positionAt(at), end: document.positionAt(at + old.length) };
    const changed = TextDocument.update(document, [{ range, text }], document.version + 1);
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri: document.uri, version: changed.version }, contentChanges: [{ range, text }] });
  }

  async close(name: string): Promise<void> {
    this.documents.delete(this.uri(name));
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri(name) } });
  }

  async configure(settings: Record<string, unknown>): Promise<void> {
    this.settings = settings;
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  }

  text(name: string): string {
    return this.document(name).getText();
  }

  private document(name: string): TextDocument {
    const document = this.documents.get(this.uri(name));
    if (!document) throw new Error(`${name} is not open`);
    return document;
  }

  /** One answer to a pull, as it comes. */
  pull(name: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: this.uri(name) }, previousResultId });
  }

  /** Pulls, and pulls again whenever the server says that something has changed, until the answer is as expected. */
  async diagnosticsUntil(name: string, isExpected: (items: Diagnostic[]) => boolean): Promise<Diagnostic[]> {
    let last: Diagnostic[] = [];
    return this.until(async () => {
      const report = await this.pull(name);
      last = report.kind === 'full' ? report.items : last;
      return isExpected(last) ? last : undefined;
    }, () => `the diagnostics of ${name} came to ${JSON.stringify(last.map(({ message }) => message))}`);
  }

  /** Pulls until this many findings of floating-promise are there, and returns the lines they stand on (from 0). */
  async floating(name: string, count: number): Promise<number[]> {
    const items = await this.diagnosticsUntil(name, (found) => found.filter(({ code }) => code === 'floating-promise').length === count);
    return items.filter(({ code }) => code === 'floating-promise').map(({ range }) => range.start.line);
  }

  /** Looks again after each word from the server until `look` finds something. */
  async until<V>(look: () => V | undefined | Promise<V | undefined>, what: () => string): Promise<V> {
    const deadline = AbortSignal.timeout(30_000);
    for (;;) {
      const heard = once(this.events, 'news', { signal: deadline });
      heard.catch(() => undefined);
      const found = await look();
      if (found !== undefined) return found;
      try {
        await heard;
      } catch {
        throw new Error(`Waited in vain: ${what()}. The log: ${this.log.join('\n')}`);
      }
    }
  }

  /** The code actions at the one occurrence of `at`. */
  async actions(name: string, at: string, only?: string[]): Promise<CodeAction[]> {
    const document = this.document(name);
    const offset = document.getText().indexOf(at);
    const range: Range = { start: document.positionAt(offset), end: document.positionAt(offset + at.length) };
    return this.connection.sendRequest('textDocument/codeAction', { textDocument: { uri: document.uri }, range, context: { diagnostics: [], ...(only && { only }) } });
  }

  resolve(action: CodeAction): Promise<CodeAction> {
    return this.connection.sendRequest('codeAction/resolve', action);
  }

  /** The text of an open document after an action, resolved where it must be. Throws when an edit is for another version. */
  async after(name: string, action: CodeAction): Promise<string> {
    const { edit } = action.edit ? action : await this.resolve(action);
    if (!edit) throw new Error(`'${action.title}' has no edit`);
    return this.apply(name, edit);
  }

  apply(name: string, edit: WorkspaceEdit): string {
    const document = this.document(name);
    const changes = (edit.documentChanges ?? []).filter((change): change is TextDocumentEdit => 'textDocument' in change && change.textDocument.uri === document.uri);
    const stale = changes.find(({ textDocument }) => textDocument.version !== document.version);
    if (stale) throw new Error(`an edit for version ${stale.textDocument.version} of version ${document.version}`);
    return TextDocument.applyEdits(document, changes.flatMap((change) => change.edits).map(asText));
  }
}

/** What an editor makes of a snippet, without its tab stops. */
function asText(edit: TextDocumentEdit['edits'][number]): TextEdit {
  if ('newText' in edit) return edit;
  return { range: edit.range, newText: edit.snippet.value.replace(/\$0|\$\{\d+:((?:\\.|[^\\}])*)\}/g, '$1').replace(/\\([$}\\])/g, '$1') };
}
