import { createConnection, DidChangeConfigurationNotification, DidChangeTextDocumentNotification, DidCloseTextDocumentNotification, DidOpenTextDocumentNotification, ProposedFeatures, TextDocumentSyncKind, type CancellationToken, type Connection, type InitializeParams, type InitializeResult } from 'vscode-languageserver/node';
import { configName } from '../audit/config.ts';
import { Analyzer } from './analyzer.ts';
import { registerAuditReport } from './audit-report.ts';
import { codeActionKinds, registerCodeActions } from './code-actions.ts';
import { commandIds, registerCommands } from './commands.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { describeRules } from './documentation.ts';
import { OpenDocuments } from './documents.ts';
import { source } from './to-diagnostic.ts';
import { methods } from './methods.ts';
import type { AuditParams } from './protocol.ts';
import { SettingsStore } from './settings.ts';
import { abilitiesOf, Log, type Session } from './session.ts';
import { pathOfFile } from './uris.ts';
import { WarmProjects } from './warm-projects.ts';
import { registerWatchers } from './watch.ts';
import { registerWorkspaceAudit } from './workspace-audit.ts';
import { findWorkspaceFixes } from './workspace-fixes.ts';

/**
 * Starts the language server on the transport that the process's arguments name (`--stdio`, `--node-ipc`).
 * It ends with its connection.
 */
export function runServer(connection: Connection = createConnection(ProposedFeatures.all)): void {
  const log = new Log(connection);
  const documents = new OpenDocuments();
  const projects = new WarmProjects();
  let given: unknown;
  let session: Session | undefined;

  connection.onInitialize((params): InitializeResult => {
    const abilities = abilitiesOf(params);
    documents.setFolders(foldersOf(params));
    given = settingsIn(params.initializationOptions);
    const settings = new SettingsStore(async (root) => (abilities.configuration ? connection.workspace.getConfiguration({ section: 'asyncPitfalls', scopeUri: documents.uriOf(root) }) : given));
    session = { connection, abilities, documents, projects, settings, analyzer: new Analyzer(documents, projects, settings, (what, error) => log.error(what, error)), log };
    return {
      serverInfo: { name: 'Async Pitfalls' },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        ...(abilities.pullDiagnostics && { diagnosticProvider: { identifier: source, interFileDependencies: true, workspaceDiagnostics: false } }),
        codeActionProvider: { codeActionKinds, resolveProvider: abilities.resolveEdits },
        ...(!abilities.ourStatus && { executeCommandProvider: { commands: commandIds, workDoneProgress: true } }),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    if (session) start(session, (settings) => { given = settings; });
  });
  documents.listen(connection);
  connection.onShutdown(() => projects.dispose());
  connection.listen();
}

/** Everything that needs to know what the editor can do. */
function start(session: Session, keepSettings: (settings: unknown) => void): void {
  const { connection, abilities, documents, projects, settings, log } = session;
  documents.events.on('opened', (document) => projects.setText(document));
  documents.events.on('changed', (document) => projects.setText(document));
  documents.events.on('closed', ({ path }) => projects.closeText(path));
  for (const document of documents.all()) projects.setText(document);

  const diagnostics = registerDiagnostics(session);
  registerCodeActions(session);
  connection.onRequest(methods.rules, describeRules);
  const audit = registerWorkspaceAudit(session);
  registerAuditReport(session, audit);
  connection.onRequest(methods.fixWorkspace, async ({ workDoneToken }: AuditParams, token: CancellationToken) => (await findWorkspaceFixes(session, connection.window.attachWorkDoneProgress(workDoneToken), token)).found);
  if (!abilities.ourStatus) registerCommands(session, audit);
  registerWatchers(session, (changes) => {
    diagnostics.refresh();
    audit.filesChanged(changes);
    if (changes.configs) audit.everythingChanged();
  });
  connection.onDidChangeConfiguration((params) => {
    keepSettings(settingsIn(params.settings));
    settings.forgetEditor();
    diagnostics.refresh();
    audit.everythingChanged();
  });
  if (abilities.moreDocuments) log.watch(followConfigs(connection), 'The editor does not tell of open config files');
  if (abilities.configuration) log.watch(connection.client.register(DidChangeConfigurationNotification.type, { section: 'asyncPitfalls' }), 'The editor does not tell of changed settings');
  if (abilities.workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => pathOfFile(uri)));
      documents.setFolders([...documents.workspaceFolders.filter((folder) => !gone.has(folder)), ...added.flatMap(({ uri }) => pathOfFile(uri) ?? [])]);
      settings.forgetEditor();
      projects.filesCameOrWent();
      diagnostics.refresh();
      audit.everythingChanged();
    });
  }
  if (abilities.ourStatus) log.enableStatus();
}

/** Config files are edited by actions, so what the editor has of them is what counts. */
async function followConfigs({ client }: Connection): Promise<void> {
  const documentSelector = [{ scheme: 'file', pattern: `**/${configName}` }];
  await client.register(DidOpenTextDocumentNotification.type, { documentSelector });
  await client.register(DidChangeTextDocumentNotification.type, { documentSelector, syncKind: TextDocumentSyncKind.Incremental });
  await client.register(DidCloseTextDocumentNotification.type, { documentSelector });
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  const uris = workspaceFolders ? workspaceFolders.map(({ uri }) => uri) : rootUri ? [rootUri] : [];
  return uris.flatMap((uri) => pathOfFile(uri) ?? []);
}

/** Editors that do not answer questions send the settings along, with or without the section's name. */
function settingsIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'asyncPitfalls' in value ? value.asyncPitfalls : value;
}
