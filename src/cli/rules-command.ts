import pc from 'picocolors';
import { metaRules } from '../audit/meta-rules.ts';
import { catalogue } from '../rules/catalogue.ts';
import { rules } from '../rules/index.ts';

/** A rule as `rules` lists it. */
interface Listed {
  id: string;
  severity: string;
  summary: string;
  /** Whether this version has it. */
  available: boolean;
  fixes: { id: string; title: string; safe: boolean }[];
}

function listRules(): Listed[] {
  return catalogue.map(({ id, severity, summary }) => {
    const built = [...rules, ...metaRules].find((rule) => rule.id === id);
    const fixes = Object.entries(built?.fixes ?? {}).map(([name, { title, safe }]) => ({ id: name, title, safe }));
    return { id, severity, summary, available: built !== undefined, fixes };
  });
}

/** The catalogue for programs. */
export function rulesJson(): string {
  return `${JSON.stringify(listRules(), undefined, 2)}\n`;
}

/** The catalogue for people. */
export function rulesText(colors: boolean): string {
  const paint = pc.createColors(colors);
  return listRules().map(({ id, severity, summary, available, fixes }) => {
    const state = available ? severity : `${severity}, not available yet`;
    const lines = [`${paint.bold(id)}  ${paint.dim(state)}`, `  ${summary}`];
    if (fixes.length > 0) lines.push(`  ${paint.green('Fixes:')} ${fixes.map((fix) => `${fix.id}${fix.safe ? ' (--fix)' : ''}`).join(', ')}`);
    return `${lines.join('\n')}\n`;
  }).join('\n');
}
