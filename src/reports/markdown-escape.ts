import { withoutControls } from './page/visible.ts';
import { messageParts } from './words.ts';

/** Text that Markdown shows as it is, also in a table: no markup, no HTML, nobody mentioned, no issue linked. */
export function escapedMarkdown(text: string): string {
  return withoutControls(text)
    .replace(/[\\`*_{}[\]()<>#+!|~$]/g, '\\$&')
    .replace(/&/g, '&amp;')
    // GitHub looks for people, issues and addresses in what the Markdown has become: an empty comment parts the words.
    .replace(/@(?=\w)|\\#(?=\d)|\b(?:https?|ftp):(?=\/\/)|\bwww(?=\.)|\bGH-(?=\d)/gi, '$&<!-- -->');
}

/** A finding's message: what it has between backticks stays code. */
export function markdownMessage(message: string): string {
  return messageParts(message).map(({ text, isCode }) => (isCode ? codeSpan(text) : escapedMarkdown(text))).join('');
}

/** Code within a line. In a table a bar would end the cell all the same. */
export function codeSpan(text: string): string {
  const shown = withoutControls(text);
  const ticks = '`'.repeat(longestRun(shown) + 1);
  const pad = /^`|`$|^ .* $/.test(shown) ? ' ' : '';
  return `${ticks}${pad}${shown}${pad}${ticks}`;
}

/** Lines of code as a block of their own. */
export function fenced(code: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(code) + 1));
  return `${fence}ts\n${code}\n${fence}`;
}

/** Text within HTML that Markdown lets through. */
export function escapedHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
