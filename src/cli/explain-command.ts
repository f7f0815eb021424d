import pc from 'picocolors';
import { didYouMean } from '../audit/nearest.ts';
import { catalogue } from '../rules/catalogue.ts';
import { UsageError } from './errors.ts';
import { readPage } from './shipped-files.ts';

/** A rule's documentation, fit to be read in a terminal. Throws a UsageError for a rule that does not exist. */
export function explain(id: string, colors: boolean): string {
  const entry = catalogue.find((candidate) => candidate.id === id);
  if (!entry) throw new UsageError(`No rule is called '${id}'.${didYouMean(id, catalogue.map((candidate) => candidate.id)) || ' `async-pitfalls rules` lists them.'}`);
  const page = readPage(id);
  return page === undefined ? `${entry.id}\n\n${entry.summary}\n\nThis rule is not available yet.\n` : renderMarkdown(page, colors);
}

/** As much of Markdown as the pages use; without colours it stays as it is written, which reads well enough. */
function renderMarkdown(text: string, colors: boolean): string {
  if (!colors) return text;
  const paint = pc.createColors(true);
  let inCode = false;
  return text.split('\n').flatMap((line) => {
    if (line.startsWith('```')) {
      inCode = !inCode;
      return [];
    }
    if (inCode) return [`  ${line.replace(/\/\/.*$/, (comment) => paint.dim(comment))}`];
    const heading = /^(#+) (.*)$/.exec(line);
    if (heading) return [heading[1] === '#' ? paint.bold(paint.underline(inline(heading[2] ?? '', paint))) : paint.bold(inline(heading[2] ?? '', paint))];
    return [inline(line.replace(/^(\s*)[-*] /, '$1• '), paint)];
  }).join('\n');
}

function inline(text: string, paint: ReturnType<typeof pc.createColors>): string {
  return text
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, label: string, target: string) => (/^https?:/.test(target) ? `${label} ${paint.dim(`(${target})`)}` : label))
    .replace(/\*\*([^*]+)\*\*/g, (_, strong: string) => paint.bold(strong))
    .replace(/`([^`]+)`/g, (_, code: string) => paint.cyan(code));
}
