import { access, readFile } from 'node:fs/promises';
import type { CreateFile, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Edit } from '../analysis/finding.ts';
import { LineIndex, withoutByteOrderMark } from '../analysis/text.ts';
import type { DocumentResult } from './analyzer.ts';
import { spanToLspRange } from './positions.ts';
import type { Session } from './session.ts';

/**
 * Edits as the protocol says them, each file's with the version that its offsets count in: an editor that has another
 * version by now refuses them. undefined when an edit needs what the editor cannot do (creating a file), or a file is gone.
 */
export async function toWorkspaceEdit({ abilities, documents }: Session, { document, lines }: DocumentResult, edits: readonly Edit[]): Promise<WorkspaceEdit | undefined> {
  const byPath = new Map<string, Edit[]>();
  for (const edit of edits) byPath.set(edit.path, [...(byPath.get(edit.path) ?? []), edit]);
  const changes: (TextDocumentEdit | CreateFile)[] = [];
  for (const [path, own] of byPath) {
    const uri = documents.uriOf(path);
    if (path === document.path) {
      changes.push(textEdit(uri, document.version, own, lines));
      continue;
    }
    const other = documents.at(path);
    const text = other?.text ?? await readIfThere(path);
    if (text === undefined) {
      if (!abilities.createFiles || !abilities.versionedEdits) return undefined;
      changes.push({ kind: 'create', uri, options: { ignoreIfExists: true } });
    }
    changes.push(textEdit(uri, other?.version ?? null, own, new LineIndex(withoutByteOrderMark(text ?? ''))));
  }
  if (abilities.versionedEdits) return { documentChanges: changes };
  const plain = changes.filter((change): change is TextDocumentEdit => 'edits' in change);
  return { changes: Object.fromEntries(plain.map((change) => [change.textDocument.uri, change.edits as TextEdit[]])) };
}

function textEdit(uri: string, version: number | null, edits: readonly Edit[], lines: LineIndex): TextDocumentEdit {
  return { textDocument: { uri, version }, edits: edits.map((edit) => ({ range: spanToLspRange(edit, lines), newText: edit.text })) };
}

async function readIfThere(path: string): Promise<string | undefined> {
  const isThere = await access(path).then(() => true, () => false);
  return isThere ? readFile(path, 'utf8') : undefined;
}
