import { setTimeout as wait } from 'node:timers/promises';
import { DocumentDiagnosticReportKind, LSPErrorCodes, ResponseError, type CancellationToken, type DocumentDiagnosticReport } from 'vscode-languageserver';
import type { DocumentResult } from './analyzer.ts';
import type { OpenDocument } from './documents.ts';
import { later } from './later.ts';
import type { Session } from './session.ts';
import { toDiagnostic } from './to-diagnostic.ts';

const refreshMilliseconds = 300;

/** Tells the editor what stands in open documents: when it asks, or (an editor that cannot ask) whenever something has changed. */
export interface Diagnostics {
  /** Something other than a document's own text has changed: everything is to be asked anew. */
  refresh(): void;
}

export function registerDiagnostics(session: Session): Diagnostics {
  return session.abilities.pullDiagnostics ? answerPulls(session) : push(session);
}

function answerPulls(session: Session): Diagnostics {
  const { connection, documents, abilities, log } = session;
  const refresh = later(refreshMilliseconds, async () => {
    if (abilities.refreshDiagnostics) await connection.languages.diagnostics.refresh();
  }, (error) => log.error('Cannot ask the editor to refresh', error));

  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }, token): Promise<DocumentDiagnosticReport> => {
    await untilQuiet(session, uri);
    stopIfCancelled(token);
    const result = await session.analyzer.analyze(uri, { quick: abilities.refreshDiagnostics });
    stopIfCancelled(token);
    if (!result) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    session.analyzer.events.emit('answered', result);
    tellProblems(session, result);
    if (result.provisional) warmUpLater(session, uri, () => refresh.now());
    if (result.id === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: result.id };
    return { kind: DocumentDiagnosticReportKind.Full, resultId: result.id, items: diagnosticsOf(session, result) };
  });
  // Other files may see other types now. An editor that asks for them by itself gets "unchanged" for the second question.
  const others = ({ uri }: OpenDocument): void => {
    if (documents.all().some((other) => other.uri !== uri)) refresh.soon();
  };
  documents.events.on('changed', others).on('closed', others);
  documents.events.on('closed', ({ path }) => log.problem(path, undefined));
  return { refresh: () => refresh.soon() };
}

function push(session: Session): Diagnostics {
  const { connection, documents, abilities, log } = session;
  const send = async (): Promise<void> => {
    for (const { uri } of documents.all()) {
      const result = await session.analyzer.analyze(uri);
      // Closed or changed meanwhile: this answer is late.
      if (!result || documents.get(uri) !== result.document) continue;
      session.analyzer.events.emit('answered', result);
      tellProblems(session, result);
      await connection.sendDiagnostics({ uri, version: result.document.version, diagnostics: diagnosticsOf(session, result) });
    }
  };
  const sending = later(abilities.quietMilliseconds, send, (error) => log.error('Cannot send findings', error));
  documents.events.on('opened', () => sending.soon()).on('changed', () => sending.soon());
  documents.events.on('closed', ({ uri }) => log.watch(connection.sendDiagnostics({ uri, diagnostics: [] }), 'Cannot clear findings'));
  return { refresh: () => sending.soon() };
}

function diagnosticsOf({ documents }: Session, { findings }: DocumentResult): ReturnType<typeof toDiagnostic>[] {
  return findings.map((finding) => toDiagnostic(finding, (path) => documents.uriOf(path)));
}

/** Waits while the document is being typed into: an answer now would be old at once. */
async function untilQuiet({ documents, abilities: { quietMilliseconds } }: Session, uri: string): Promise<void> {
  for (let since = sinceChange(documents.changedAt(uri)); since < quietMilliseconds; since = sinceChange(documents.changedAt(uri))) await wait(quietMilliseconds - since);
}

function sinceChange(at: number | undefined): number {
  return at === undefined ? Infinity : performance.now() - at;
}

function stopIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The text has changed meanwhile.');
}

const warming = new WeakMap<Session, Set<string>>();

/** Loads the project of a document after the answer at hand is out. */
function warmUpLater(session: Session, uri: string, done: () => void): void {
  const busy = warming.get(session) ?? new Set();
  warming.set(session, busy);
  if (busy.has(uri)) return;
  busy.add(uri);
  const load = async (): Promise<void> => {
    // Lets the answer leave: loading a project keeps this process busy.
    await wait(1);
    try {
      await session.analyzer.analyze(uri);
    } finally {
      busy.delete(uri);
    }
    done();
  };
  session.log.watch(session.log.during('Loading types', load), 'Cannot load the project');
}

function tellProblems({ log, projects, settings, documents }: Session, { document, problems }: DocumentResult): void {
  log.problem(document.path, inLines(problems));
  log.problem('projects', inLines(projects.problems()));
  const told = settings.of(document.path, documents.rootOf(document.path)).then(({ faults, baselineFaults, editor }) => {
    log.problem('config', inLines(faults.map(({ message }) => ({ message }))));
    log.problem('baseline', inLines(baselineFaults.map((message) => ({ message }))));
    log.problem('settings', inLines(editor.faults.map((message) => ({ message }))));
  });
  log.watch(told, 'Cannot read settings');
}

/** undefined for none. */
function inLines(problems: readonly { path?: string; message: string }[]): string | undefined {
  return problems.length === 0 ? undefined : problems.map(({ path, message }) => (path === undefined ? message : `${path}: ${message}`)).join('\n');
}
