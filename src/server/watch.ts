import { DidChangeWatchedFilesNotification, FileChangeType } from 'vscode-languageserver';
import { baselineName } from '../audit/baseline.ts';
import { configName } from '../audit/config.ts';
import type { Session } from './session.ts';
import { pathOfFile } from './uris.ts';

const sourceFile = /\.(?:[mc]?[jt]s|[jt]sx|json)$/;

/** What the editor shall tell of. */
const globs = ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}', '**/{tsconfig,jsconfig}*.json', '**/package.json', `**/{${configName},${baselineName}}`];

/** What changed on disk, as paths. */
export interface DiskChanges {
  changed: string[];
  /** They came or went. */
  appeared: string[];
  gone: string[];
  /** Some of them are config files: everything may come out differently. */
  configs: boolean;
}

/** Follows changes on disk, and tells `onChange` after the projects and settings know of them. */
export function registerWatchers(session: Session, onChange: (changes: DiskChanges) => void): void {
  const { connection, abilities, documents, log } = session;
  const apply = (changes: DiskChanges): void => {
    forget(session, changes);
    onChange(changes);
  };
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const collected: DiskChanges = { changed: [], appeared: [], gone: [], configs: false };
    for (const { uri, type } of changes) {
      const path = pathOfFile(uri);
      if (path === undefined) continue;
      const list = type === FileChangeType.Created ? collected.appeared : type === FileChangeType.Deleted ? collected.gone : collected.changed;
      list.push(path);
      collected.configs ||= isConfig(path);
    }
    apply(collected);
  });
  if (abilities.watchFiles) {
    const registered = connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: globs.map((globPattern) => ({ globPattern })) });
    log.watch(registered, 'The editor does not watch files');
    return;
  }
  // An editor that does not watch: what it saves itself is all that is known.
  documents.events.on('saved', ({ path }) => apply({ changed: [path], appeared: [], gone: [], configs: isConfig(path) }));
}

function forget({ projects, settings }: Session, { changed, appeared, gone }: DiskChanges): void {
  const all = [...changed, ...appeared, ...gone];
  if (all.some((path) => path.endsWith(`/${configName}`) || path.endsWith(`/${baselineName}`) || path.endsWith('/package.json'))) settings.forgetFiles();
  settings.forgetGone([...appeared, ...gone]);
  for (const path of changed) projects.fileChanged(path);
  if (all.some(isProjectConfig) || [...appeared, ...gone].some((path) => sourceFile.test(path))) {
    for (const path of [...appeared, ...gone]) projects.fileChanged(path);
    projects.filesCameOrWent();
  }
}

function isProjectConfig(path: string): boolean {
  return /\/(?:[tj]sconfig[^/]*|package)\.json$/.test(path);
}

function isConfig(path: string): boolean {
  return isProjectConfig(path) || path.endsWith(`/${configName}`) || path.endsWith(`/${baselineName}`);
}
