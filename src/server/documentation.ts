import { existsSync } from 'node:fs';
import path from 'node:path';
import { metaRules } from '../audit/meta-rules.ts';
import { catalogue } from '../rules/catalogue.ts';
import { rules } from '../rules/index.ts';
import type { RuleDescription } from './protocol.ts';
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

/** Every rule that is built, in the order of the catalogue. */
export function describeRules(): RuleDescription[] {
  const built = new Set([...rules, ...metaRules].map(({ id }) => id));
  return catalogue.filter(({ id }) => built.has(id)).map(({ id, summary, severity }) => ({ id, summary, severity, documentation: documentationUri(id) }));
}
