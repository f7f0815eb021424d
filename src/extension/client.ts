import path from 'node:path';
import { Uri, workspace, type CodeAction, type Disposable, type LogOutputChannel, type TextDocument, type WorkspaceEdit } from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, State, TransportKind, WorkDoneProgress, type LanguageClientOptions, type ServerOptions, type WorkspaceEdit as ProtocolEdit } from 'vscode-languageclient/node';
import { documentSelector } from './languages.ts';
import { section } from './settings.ts';

/** What the client needs of its surroundings. */
export interface ClientInput {
  extensionPath: string;
  output: LogOutputChannel;
  /** The server has crashed; returns whether to start it again. */
  crashed(): boolean;
  /** The server runs: for the first time, or again. */
  running(client: LanguageClient): void;
}

/** The client of our language server: a process of its own, so that nothing it does can block the extension host. */
export function createClient({ extensionPath, output, crashed, running }: ClientInput): LanguageClient {
  const module = path.join(extensionPath, 'dist/server.cjs');
  const run = { module, transport: TransportKind.ipc, options: { execArgv: ['--max-old-space-size=4096'] } };
  const server: ServerOptions = { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6019'] } } };
  const options: LanguageClientOptions = {
    documentSelector,
    outputChannel: output,
    traceOutputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: { status: true },
    // Tabs without a document have the audit's findings; asked for as well they would stand there twice.
    diagnosticPullOptions: { onChange: true, onSave: true, onTabs: false },
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => ({ action: crashed() ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true }),
    },
    middleware: {
      resolveCodeAction: (item, token, next) => ifUnchanged(item, async () => next(item, token)),
      workspace: { configuration: async (params, token, next) => trusted(await next(params, token)) },
    },
  };
  // The id is also the section of `trace.server`.
  const client = new LanguageClient(section, 'Async Pitfalls', server, options);
  client.onDidChangeState(({ newState }) => { if (newState === State.Running) running(client); });
  // Once it is granted, settings may say something else.
  const untrusted = workspace.onDidGrantWorkspaceTrust(() => {
    untrusted.dispose();
    if (client.isRunning()) client.sendNotification('workspace/didChangeConfiguration', { settings: null }).catch((error: unknown) => output.error(String(error)));
  });
  return client;
}

/** Native TypeScript is the workspace's own: nothing of a workspace is run until its user trusts it. */
function trusted<V>(answers: V): V {
  if (workspace.isTrusted || !Array.isArray(answers)) return answers;
  const isNative = (settings: unknown): settings is object => typeof settings === 'object' && settings !== null && 'types' in settings && settings.types === 'native';
  return answers.map((settings: unknown) => (isNative(settings) ? { ...settings, types: 'auto' } : settings)) as V;
}

/** An edit that was worked out while somebody typed is for another text: it is dropped, never applied. */
async function ifUnchanged(item: CodeAction, resolve: () => Promise<CodeAction | null | undefined>): Promise<CodeAction> {
  const before = new Map(workspace.textDocuments.map((document): [TextDocument, number] => [document, document.version]));
  const resolved = await resolve();
  // Edits with tab stops are not among the entries: the action itself says which document they are for.
  const touched = new Set([...ownDocument(item), ...resolved?.edit?.entries().map(([uri]) => uri.toString()) ?? []]);
  const changed = [...before].some(([document, version]) => touched.has(document.uri.toString()) && document.version !== version);
  return changed || !resolved ? item : resolved;
}

/** The document that the server has offered an action for, as its data says. */
function ownDocument(item: CodeAction & { data?: { uri?: unknown } }): string[] {
  return typeof item.data?.uri === 'string' ? [Uri.parse(item.data.uri).toString()] : [];
}

/** The server's edit for the editor. Throws where somebody has typed in one of its documents since it was worked out. */
export async function toCurrentEdit({ protocol2CodeConverter }: LanguageClient, edit: ProtocolEdit): Promise<WorkspaceEdit> {
  const converted = await protocol2CodeConverter.asWorkspaceEdit(edit);
  const versions = new Map(workspace.textDocuments.map(({ uri, version }) => [uri.toString(), version]));
  for (const change of edit.documentChanges ?? []) {
    if (!('textDocument' in change) || change.textDocument.version === null) continue;
    const uri = protocol2CodeConverter.asUri(change.textDocument.uri);
    if (versions.get(uri.toString()) !== change.textDocument.version) throw new Error(`${workspace.asRelativePath(uri)} has changed meanwhile, so nothing was done. Run it again.`);
  }
  return converted;
}

/** Hears of the progress under a token: messages and percentages. */
export function onWorkDoneProgress(client: LanguageClient, token: string | number, listener: (progress: { message?: string; percentage?: number }) => void): Disposable {
  return client.onProgress(WorkDoneProgress.type, token, (value) => {
    if (value.kind === 'report') listener(value);
  });
}
