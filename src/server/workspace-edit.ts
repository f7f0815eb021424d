import { access, readFile } from 'node:fs/promises';
import type { CreateFile, SnippetTextEdit, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Edit } from '../analysis/finding.ts';
import { LineIndex, withoutByteOrderMark } from '../analysis/text.ts';
import type { DocumentResult } from './analyzer.ts';
import { spanToLspRange } from './positions.ts';
import type { Session } from './session.ts';
import { snippetEdits } from './snippets.ts';

/**
 * Edits as the protocol says them, each file's with the version that its offsets count in: an editor that has another
 * version by now refuses them. undefined when an edit needs what the editor cannot do (creating a file), or a file is gone.
 * `withStops`: placeholders in the document itself become tab stops, where the editor knows them.
 */
export async function toWorkspaceEdit({ abilities, documents }: Session, { document, text: ownText, lines }: DocumentResult, edits: readonly Edit[], { withStops = false } = {}): Promise<WorkspaceEdit | undefined> {
  const byPath = new Map<string, Edit[]>();
  for (const edit of edits) byPath.set(edit.path, [...(byPath.get(edit.path) ?? []), edit]);
  const changes: (TextDocumentEdit | CreateFile)[] = [];
  for (const [path, own] of byPath) {
    const uri = documents.uriOf(path);
    if (path === document.path) {
      const written = withStops && abilities.snippetEdits ? withTabStops(ownText, own, lines) : plainEdits(own, lines);
      changes.push({ textDocument: { uri, version: document.version }, edits: written });
      continue;
    }
    const other = documents.at(path);
    const text = other?.text ?? await readIfThere(path);
    if (text === undefined) {
      if (!abilities.createFiles || !abilities.versionedEdits) return undefined;
      changes.push({ kind: 'create', uri, options: { ignoreIfExists: true } });
    }
    changes.push({ textDocument: { uri, version: other?.version ?? null }, edits: plainEdits(own, new LineIndex(withoutByteOrderMark(text ?? ''))) });
  }
  if (abilities.versionedEdits) return { documentChanges: changes };
  const plain = changes.filter((change): change is TextDocumentEdit => 'edits' in change);
  return { changes: Object.fromEntries(plain.map((change) => [change.textDocument.uri, change.edits as TextEdit[]])) };
}

function plainEdits(edits: readonly Edit[], lines: LineIndex): TextEdit[] {
  return edits.map((edit) => ({ range: spanToLspRange(edit, lines), newText: edit.text }));
}

function withTabStops(text: string, edits: readonly Edit[], lines: LineIndex): (TextEdit | SnippetTextEdit)[] {
  return snippetEdits(text, edits).map((edit) => {
    const range = spanToLspRange(edit, lines);
    return edit.isSnippet ? { range, snippet: { kind: 'snippet', value: edit.text } } : { range, newText: edit.text };
  });
}

async function readIfThere(path: string): Promise<string | undefined> {
  const isThere = await access(path).then(() => true, () => false);
  return isThere ? readFile(path, 'utf8') : undefined;
}
