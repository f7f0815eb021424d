import type { Connection, InitializeParams } from 'vscode-languageserver';
import type { Analyzer } from './analyzer.ts';
import type { OpenDocuments } from './documents.ts';
import type { Status } from './protocol.ts';
import { methods } from './methods.ts';
import type { SettingsStore } from './settings.ts';
import type { WarmProjects } from './warm-projects.ts';

/** What the editor at the other end can do. */
export interface ClientAbilities {
  pullDiagnostics: boolean;
  refreshDiagnostics: boolean;
  versionedEdits: boolean;
  createFiles: boolean;
  resolveEdits: boolean;
  /** It shows why an action cannot be taken. */
  disabledActions: boolean;
  /** It shows what edits are for, and asks before it makes them. */
  changeAnnotations: boolean;
  /** Edits may have tab stops. */
  snippetEdits: boolean;
  configuration: boolean;
  /** It tells on request of further documents that are open. */
  moreDocuments: boolean;
  workspaceFolders: boolean;
  watchFiles: boolean;
  workDoneProgress: boolean;
  ourStatus: boolean;
  /** How long typing has to pause before an answer is worked out, in milliseconds. An editor that waits itself asks for 0. */
  quietMilliseconds: number;
}

const quietMilliseconds = 100;

/** What the parts of the server share. */
export interface Session {
  connection: Connection;
  abilities: ClientAbilities;
  documents: OpenDocuments;
  projects: WarmProjects;
  settings: SettingsStore;
  analyzer: Analyzer;
  log: Log;
}

/** Reads the editor's abilities from how it introduces itself. */
export function abilitiesOf({ capabilities, initializationOptions }: InitializeParams): ClientAbilities {
  const { textDocument, workspace, window } = capabilities;
  const options = initializationOptions as { status?: boolean; quietMilliseconds?: number } | undefined;
  return {
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    createFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
    resolveEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true && textDocument.codeAction.dataSupport === true,
    disabledActions: textDocument?.codeAction?.disabledSupport === true,
    changeAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true && workspace.workspaceEdit.documentChanges === true,
    configuration: workspace?.configuration === true,
    moreDocuments: textDocument?.synchronization?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    watchFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workDoneProgress: window?.workDoneProgress === true,
    ourStatus: options?.status === true,
    quietMilliseconds: options?.quietMilliseconds ?? quietMilliseconds,
  };
}

/** What goes wrong is said once in the editor's log, and the last of it in the status. */
export class Log {
  private readonly connection: Connection;
  private readonly said = new Map<string, string>();
  private sendsStatus = false;
  private working = 0;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** The editor shows our status. */
  enableStatus(): void {
    this.sendsStatus = true;
    this.sendStatus();
  }

  /** Waits for a promise that nobody else waits for; a rejection goes to the log. */
  watch(promise: Promise<unknown>, what: string): void {
    promise.catch((error: unknown) => this.error(what, error));
  }

  /** An error that is ours, with its stack. */
  error(what: string, error: unknown): void {
    this.connection.console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }

  /** What is wrong with one thing (a file's path, mostly), or undefined when it is mended. Said again only when it changes. */
  problem(about: string, message: string | undefined): void {
    if (this.said.get(about) === message) return;
    if (message === undefined) this.said.delete(about);
    else {
      this.said.set(about, message);
      this.connection.console.warn(message);
    }
    this.sendStatus();
  }

  /** Shows that work is being done until the promise settles. */
  async during<V>(message: string, work: () => Promise<V>): Promise<V> {
    this.working += 1;
    this.sendStatus(message);
    try {
      return await work();
    } finally {
      this.working -= 1;
      this.sendStatus();
    }
  }

  private sendStatus(message?: string): void {
    if (!this.sendsStatus) return;
    const problems = [...this.said.values()];
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more, see the output)` : '';
    const status: Status = this.working > 0 ? { state: 'working', ...(message !== undefined && { message }) }
      : problems.length > 0 ? { state: 'problem', message: `${problems.at(-1)}${more}` }
      : { state: 'idle' };
    this.watch(this.connection.sendNotification(methods.status, status), 'Cannot tell the editor the status');
  }
}
