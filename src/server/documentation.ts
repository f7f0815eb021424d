import { existsSync } from 'node:fs';
import path from 'node:path';
import { normalize, uriOfPath } from './uris.ts';

// Once, at start: beside the bundle, or beside the rules' source.
const bundled = path.join(import.meta.dirname, 'docs');
const folder = existsSync(bundled) ? bundled : path.join(import.meta.dirname, '../rules');

/** Where the documentation of a rule stands, readable without a network. */
export function documentationPath(rule: string): string {
  return normalize(path.join(folder, `${rule}.md`));
}

/** The same as an address. */
export function documentationUri(rule: string): string {
  return uriOfPath(documentationPath(rule));
}
