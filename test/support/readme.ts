import fs from 'node:fs';
import path from 'node:path';
import { rules } from '../../src/rules/index.ts';
import { fixtureRoot, readFixture } from './fixtures.ts';

const root = path.join(import.meta.dirname, '../..');
export const readmePath = path.join(root, 'README.md');

/** README.md's text with its generated parts made anew: a pair of bad and good code per rule, the settings. */
export function generatedReadme(text: string): string {
  return replacePart(replacePart(text, 'pitfalls', rules.map(pair).join('\n')), 'settings', settings());
}

function replacePart(text: string, name: string, part: string): string {
  const [start, end] = [`<!-- generated: ${name} -->`, '<!-- /generated -->'];
  const from = text.indexOf(start);
  const to = text.indexOf(end, from);
  if (from === -1 || to === -1) throw new Error(`README.md has no part '${name}' between ${start} and ${end}`);
  return `${text.slice(0, from + start.length)}\n${part.trim()}\n${text.slice(to)}`;
}

/** A rule's pair, from the fixture `as-the-readme-shows` and its twin. */
function pair({ id, summary }: { id: string; summary: string }): string {
  const folder = `${fixtureRoot}/${id}`;
  const twin = fs.readdirSync(folder).find((name) => /^as-the-readme-shows\.[\w-]+\.fixed\.ts$/.test(name));
  if (!twin) throw new Error(`${id} has no twin of the fixture as-the-readme-shows`);
  const [bad, good] = ['as-the-readme-shows.ts', twin].map((name) => shown(readFixture(name, fs.readFileSync(`${folder}/${name}`, 'utf8')).text));
  return `### \`${id}\`\n\n${summary}\n\n\`\`\`ts\n${bad}\n\`\`\`\n\nAfter the fix:\n\n\`\`\`ts\n${good}\n\`\`\`\n`;
}

/** A fixture without what only makes it compile. */
function shown(text: string): string {
  return text.split('\n').filter((line) => !/^declare |^\/\/ \w+: /.test(line)).join('\n').replace(/\n{3,}/g, '\n\n').trim();
}

function settings(): string {
  const { contributes } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { contributes: { configuration: { properties: Record<string, { default?: unknown; description?: string; markdownDescription?: string }> } } };
  const rows = Object.entries(contributes.configuration.properties).map(([name, { default: value, description, markdownDescription }]) => {
    const shownDefault = value === null || value === undefined ? '' : `\`${JSON.stringify(value)}\``;
    return `| \`${name}\` | ${shownDefault} | ${(markdownDescription ?? description ?? '').replace(/\|/g, '\\|').replace(/\n+/g, ' ')} |`;
  });
  return ['| setting | default | what it does |', '|---|---|---|', ...rows].join('\n');
}
