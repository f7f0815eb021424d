import { readFileSync } from 'node:fs';

const layout = readFileSync('templates/layout.html', 'utf8');

function loadTemplate(name: string): string {
  return readFileSync(`templates/${name}.html`, 'utf8');
}

/** Fills a template's {{placeholders}} and puts it into the layout. */
export function renderPage(name: string, values: Record<string, string>): string {
  const body = loadTemplate(name).replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? '');
  return layout.replace('{{body}}', body);
}
