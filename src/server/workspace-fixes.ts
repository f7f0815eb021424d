import { readFile } from 'node:fs/promises';
import type { AnnotatedTextEdit, CancellationToken, ChangeAnnotation, TextDocumentEdit, WorkDoneProgressReporter, WorkspaceEdit } from 'vscode-languageserver';
import { LineIndex, withoutByteOrderMark } from '../analysis/text.ts';
import { relativePath } from '../audit/paths.ts';
import type { FixedFile } from './audit-messages.ts';
import { reportTo } from './audit-progress.ts';
import { auditRoots } from './audit-roots.ts';
import { runAudit } from './audit-thread.ts';
import { isWritable, whyUnreadable } from './file-state.ts';
import { spanToLspRange } from './positions.ts';
import type { WorkspaceFixes } from './protocol.ts';
import type { Session } from './session.ts';

/**
 * Works the safe fixes of all workspace folders out, in a thread of its own, on the texts that the editor has. Nothing is
 * changed: the edit is for whoever asks. Files that cannot be changed, or have changed meanwhile, are left out of it and named.
 * `fixed` is what `lookAgain` needs.
 */
export async function findWorkspaceFixes(session: Session, progress: WorkDoneProgressReporter | undefined, token: CancellationToken | undefined): Promise<{ found: WorkspaceFixes; fixed: readonly FixedFile[] }> {
  const found: WorkspaceFixes = { looked: 0, fixes: 0, files: 0, left: [], unfinished: false, partial: false };
  const fixed: FixedFile[] = [];
  const abort = new AbortController();
  if (token?.isCancellationRequested) abort.abort();
  const listening = token?.onCancellationRequested(() => abort.abort());
  const { roots, open } = await auditRoots(session);
  const report = reportTo(progress);
  progress?.begin('Looking for safe fixes', 0, undefined, true);
  try {
    const finished = await session.log.during('Looking for safe fixes', () => runAudit({ roots, open, fix: true }, (message) => {
      if (message.kind === 'progress') report(message);
      else if (message.kind === 'fixed') fixed.push(message.file);
      else if (message.kind === 'done') {
        found.looked = message.files.length;
        found.unfinished = message.unfinished;
        // What else is wrong with files is what an audit is for.
        found.left.push(...message.problems.flatMap(({ path, message: what }) => (path === undefined ? [] : leftOf(nameOf(session, path), what))));
      }
    }, abort.signal));
    found.partial = !finished;
    if (finished) await addEdit(session, found, fixed);
  } finally {
    listening?.dispose();
    progress?.done();
  }
  return { found, fixed };
}

/** What was found, as it can be done by now: whoever was asked takes time to answer. `left` names what has changed since. */
export async function lookAgain(session: Session, { found, fixed }: Awaited<ReturnType<typeof findWorkspaceFixes>>): Promise<WorkspaceFixes> {
  const { edit, ...rest } = found;
  const now: WorkspaceFixes = { ...rest, left: [] };
  if (edit) await addEdit(session, now, fixed.filter(({ path }) => isChangedBy(edit, session.documents.uriOf(path))));
  return now;
}

/** "14 safe fixes in 6 files". */
export function countOf({ fixes, files }: Pick<WorkspaceFixes, 'fixes' | 'files'>): string {
  return `${fixes === 1 ? '1 safe fix' : `${fixes} safe fixes`} in ${files === 1 ? '1 file' : `${files} files`}`;
}

async function addEdit(session: Session, found: WorkspaceFixes, fixed: readonly FixedFile[]): Promise<void> {
  const taken: FixedFile[] = [];
  for (const file of fixed) {
    const reason = await reasonToLeave(session, file);
    if (reason === undefined) taken.push(file);
    else found.left.push(`${nameOf(session, file.path)} ${reason}`);
  }
  found.files = taken.length;
  found.fixes = taken.reduce((sum, { fixes }) => sum + fixes, 0);
  if (taken.length > 0) found.edit = toEdit(session, taken, countOf(found));
}

/** "a.ts is generated …", of a problem that says "Not fixed: the file is generated …"; nothing of other problems. */
function leftOf(name: string, message: string): string[] {
  const [, subject, rest] = /^Not fixed: (the file )?(.*)$/.exec(message) ?? [];
  return rest === undefined ? [] : [`${name}${subject === undefined ? ':' : ''} ${rest}`];
}

function nameOf({ documents }: Session, path: string): string {
  return relativePath(documents.rootOf(path), path);
}

/** Why a file cannot be changed now, if so. */
async function reasonToLeave({ documents }: Session, { path, before }: FixedFile): Promise<string | undefined> {
  const open = documents.at(path);
  const bytes = await readFile(path).catch((error: unknown) => whyUnreadable(error));
  if (typeof bytes === 'string') return bytes;
  if (!await isWritable(path)) return 'is read-only.';
  const now = open?.text ?? bytes.toString('utf8');
  if (withoutByteOrderMark(now) !== withoutByteOrderMark(before)) return 'has changed meanwhile.';
  // What cannot be read would be lost when it is saved.
  return open || bytes.equals(Buffer.from(now)) ? undefined : 'is not in UTF-8.';
}

const fixing: ChangeAnnotation = { label: 'Safe fixes', needsConfirmation: false, description: 'Those that are safe by nature, and those that the configuration makes so.' };

/** As for "make it async": VS Code asks because of one edit that changes nothing, and the others come ticked. */
function question(count: string): ChangeAnnotation {
  return { label: `${count}: look at them, then apply or discard them`, needsConfirmation: true, description: 'This line changes nothing.' };
}

function isChangedBy({ documentChanges = [], changes = {} }: WorkspaceEdit, uri: string): boolean {
  return uri in changes || documentChanges.some((change) => 'textDocument' in change && change.textDocument.uri === uri);
}

function toEdit({ abilities, documents }: Session, files: readonly FixedFile[], count: string): WorkspaceEdit {
  const changes = files.map(({ path, before, edits: own }, index): TextDocumentEdit => {
    const lines = new LineIndex(withoutByteOrderMark(before));
    const edits = own.map((edit): AnnotatedTextEdit => ({ range: spanToLspRange(edit, lines), newText: edit.text, annotationId: 'fix' }));
    if (index === 0) edits.unshift({ range: spanToLspRange({ start: 0, end: 0 }, lines), newText: '', annotationId: 'confirmation' });
    const textDocument = { uri: documents.uriOf(path), version: documents.at(path)?.version ?? null };
    return { textDocument, edits: abilities.changeAnnotations ? edits : edits.filter(({ annotationId }) => annotationId === 'fix').map(({ range, newText }) => ({ range, newText })) };
  });
  if (!abilities.versionedEdits) return { changes: Object.fromEntries(changes.map(({ textDocument, edits }) => [textDocument.uri, edits as AnnotatedTextEdit[]])) };
  return { documentChanges: changes, ...(abilities.changeAnnotations && { changeAnnotations: { confirmation: question(count), fix: fixing } }) };
}
