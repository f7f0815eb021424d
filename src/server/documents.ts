import { EventEmitter } from 'node:events';
import { TextDocuments, type Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { configName } from '../audit/config.ts';
import { folderOf, isWithin } from '../audit/paths.ts';
import { pathOfDocument, uriOfPath } from './uris.ts';

/** An open document. `document` is replaced by each change: hold this, not that. */
export interface OpenDocument {
  readonly uri: string;
  /** Absolute with `/`; of an untitled document one that no file has. */
  readonly path: string;
  readonly version: number;
  readonly text: string;
}

/** Editors name the kinds with JSX differently: `typescriptreact`, `typescript.tsx`. */
const ourLanguages = /^(?:type|java)script/;

/** The documents that are open in the editor. Their text counts, not what is on disk. */
export class OpenDocuments {
  /** `opened`, `changed`, `closed`, `saved`, each with the OpenDocument. */
  readonly events = new EventEmitter<{ opened: [OpenDocument]; changed: [OpenDocument]; closed: [OpenDocument]; saved: [OpenDocument] }>();
  private readonly byPath = new Map<string, OpenDocument>();
  private readonly byUri = new Map<string, OpenDocument>();
  private readonly configs = new Map<string, OpenDocument>();
  private readonly lastChange = new Map<string, number>();
  private folders: readonly string[] = [];

  listen(connection: Connection): void {
    const documents = new TextDocuments(TextDocument);
    documents.onDidOpen(({ document }) => this.set(document, 'opened'));
    documents.onDidChangeContent(({ document }) => {
      if (isConfig(document)) this.set(document, 'changed');
      // The library tells of an opening as a change as well.
      const known = this.byUri.get(document.uri);
      if (known && (known.version !== document.version || known.text !== document.getText())) this.set(document, 'changed');
    });
    documents.onDidSave(({ document }) => {
      const known = this.byUri.get(document.uri);
      if (known) this.events.emit('saved', known);
    });
    documents.onDidClose(({ document }) => {
      this.configs.delete(pathOfDocument(document.uri, document.languageId, ''));
      const known = this.byUri.get(document.uri);
      if (!known) return;
      this.byUri.delete(document.uri);
      this.byPath.delete(known.path);
      this.lastChange.delete(document.uri);
      this.events.emit('closed', known);
    });
    documents.listen(connection);
  }

  /** The workspace folders, as paths. */
  setFolders(folders: readonly string[]): void {
    this.folders = folders;
  }

  get workspaceFolders(): readonly string[] {
    return this.folders;
  }

  /** The workspace folder that a path lies in (the innermost), else its own folder. */
  rootOf(path: string): string {
    const inside = this.folders.filter((folder) => isWithin(folder, path)).sort((a, b) => b.length - a.length);
    return inside[0] ?? folderOf(path);
  }

  get(uri: string): OpenDocument | undefined {
    return this.byUri.get(uri);
  }

  at(path: string): OpenDocument | undefined {
    return this.byPath.get(path);
  }

  /** A config file that is open in the editor. */
  configAt(path: string): OpenDocument | undefined {
    return this.configs.get(path);
  }

  all(): OpenDocument[] {
    return [...this.byUri.values()];
  }

  /** The address of a path, as the editor writes it where the document is open. */
  uriOf(path: string): string {
    return this.byPath.get(path)?.uri ?? uriOfPath(path);
  }

  /** When (`performance.now()`) the document was changed last; undefined before its first change. */
  changedAt(uri: string): number | undefined {
    return this.lastChange.get(uri);
  }

  private set(document: TextDocument, event: 'opened' | 'changed'): void {
    const isOfConfig = isConfig(document);
    if (!isOfConfig && !ourLanguages.test(document.languageId)) return;
    const path = pathOfDocument(document.uri, document.languageId, this.folders[0] ?? '/');
    const open: OpenDocument = { uri: document.uri, path, version: document.version, text: document.getText() };
    if (isOfConfig) {
      this.configs.set(path, open);
      return;
    }
    this.byUri.set(document.uri, open);
    this.byPath.set(path, open);
    if (event === 'changed') this.lastChange.set(document.uri, performance.now());
    this.events.emit(event, open);
  }
}

function isConfig({ uri }: TextDocument): boolean {
  return uri.startsWith('file:') && uri.endsWith(`/${configName}`);
}
