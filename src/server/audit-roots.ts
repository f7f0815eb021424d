import type { AuditJob } from './audit-messages.ts';
import type { Session } from './session.ts';

/** What an audit starts from: the workspace folders with their settings, and the texts that the editor has of open files. */
export async function auditRoots({ abilities, documents, settings }: Session): Promise<Pick<AuditJob, 'roots' | 'open'>> {
  const roots: AuditJob['roots'] = [];
  for (const folder of documents.workspaceFolders) {
    const { enable, types } = await settings.editor(folder);
    // Native TypeScript is the folder's own and would be run: our extension says `native` only where its user trusts the folder.
    if (enable) roots.push({ folder, types: types === 'native' && !abilities.ourStatus ? 'auto' : types, settings: await settings.layers(folder) });
  }
  return { roots, open: documents.all().map(({ path, text }): [string, string] => [path, text]) };
}
