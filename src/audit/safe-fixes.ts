import type { Finding, Fix } from '../analysis/finding.ts';
import { rules } from '../rules/index.ts';
import { metaRules } from './meta-rules.ts';

const withSafeFix: ReadonlySet<string> = new Set([...rules, ...metaRules].filter(({ fixes }) => Object.values(fixes).some(({ safe }) => safe)).map(({ id }) => id));

/** Whether findings of a rule may have a safe fix: by nature, or because one of its fixes ("floating-promise/await") is promoted. */
export function mayBeSafe(rule: string, promoted: ReadonlySet<string>): boolean {
  return withSafeFix.has(rule) || [...promoted].some((fix) => fix.startsWith(`${rule}/`));
}

/** The safe fix of a finding that is preferred, or undefined. */
export function safeFixOf(finding: Finding): Fix | undefined {
  return finding.fixes().find((fix) => fix.safe);
}

/** As `safeFixOf`, and it changes the finding's own file only: that one can be left out without breaking another. */
export function safeFixOfFile(finding: Finding): Fix | undefined {
  return finding.fixes().find((fix) => fix.safe && fix.edits.every((edit) => edit.path === finding.path));
}
