import { escapedHtml } from './markdown-escape.ts';

/** A piece of HTML that is safe to put into a document as it is. */
export interface Markup {
  html: string;
}

type Content = string | number | Markup | readonly Markup[];

/** HTML in which everything that is put in is escaped, unless it is HTML itself. */
export function markup(pieces: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return { html: pieces.reduce((html, piece, index) => html + textOf(contents[index - 1] ?? '') + piece) };
}

function textOf(content: Content): string {
  if (typeof content === 'string') return escapedHtml(content);
  if (typeof content === 'number') return String(content);
  return 'html' in content ? content.html : content.map(({ html }) => html).join('');
}
