import type { AuditState } from '../../server/protocol.ts';
import { defaultFilter, isFiltered, severities, type Filter, type Place, type ViewFinding } from './finding.ts';

/** What the view says above its tree: how far the audit came, and what is not shown. undefined where there is nothing to say. */
export function messageOf({ isRunning, files, total, partial }: AuditState, filter: Filter, all: readonly ViewFinding[], shown: number): string | undefined {
  const far = isRunning ? (total === 0 ? 'Looking for files to audit.' : `Auditing: ${files} of ${countOf(total, 'file')}.`) : partial ? `Partial: ${files} of ${countOf(total, 'file')} were looked at.` : undefined;
  const hidden = all.length - shown;
  const left = hidden === 0 ? undefined
    : isFiltered(filter) ? `${shown} of ${countOf(all.length, 'finding')}: ${filterInWords(filter)}.`
    : `${countOf(hidden, 'hint')} not shown.`;
  return [far, left].filter((part) => part !== undefined).join(' ') || undefined;
}

/** "1 file", "2 files". */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function filterInWords({ text, severities: shown }: Filter): string {
  const isUsual = shown.length === defaultFilter.severities.length && defaultFilter.severities.every((severity) => shown.includes(severity));
  const parts = [...(text.trim() === '' ? [] : [`“${text.trim()}”`]), ...(isUsual ? [] : [severities.filter((severity) => shown.includes(severity)).join(', ') || 'no severity'])];
  return parts.join(', ');
}

/** A line of text that says all of a finding: what goes to the clipboard. */
export function inOneLine({ path, line, character, severity, rule, message }: ViewFinding): string {
  return `${path}:${line + 1}:${character + 1} ${severity} ${rule}: ${message}`;
}

/** "src/a.ts:12" */
export function placeName({ path, line }: Place): string {
  return `${path}:${line + 1}`;
}
