import type { ArtifactChange, Fix as SarifFix } from 'sarif';
import type { Edit, Fix } from '../analysis/finding.ts';
import { LineIndex } from '../analysis/text.ts';
import type { Report } from './report.ts';
import { artifactAt, toRegion } from './sarif-places.ts';

/** Fixes as SARIF has them: regions instead of offsets. A fix of a file whose text is not at hand is left out. */
export function sarifFixes(fixes: readonly Fix[], report: Report): SarifFix[] {
  return fixes.flatMap(({ id, title, safe, edits }) => {
    const changes = toChanges(edits, report);
    return changes ? [{ description: { text: title }, artifactChanges: changes, properties: { id, safe } }] : [];
  });
}

function toChanges(edits: readonly Edit[], { texts, cwd }: Report): ArtifactChange[] | undefined {
  const changes: ArtifactChange[] = [];
  for (const path of new Set(edits.map((edit) => edit.path))) {
    const own = edits.filter((edit) => edit.path === path);
    const text = texts.get(path);
    const isNew = own.every(({ start, end }) => start === 0 && end === 0);
    if (text === undefined && !isNew) return undefined;
    const index = new LineIndex(text ?? '');
    changes.push({ artifactLocation: artifactAt(path, cwd), replacements: own.map((edit) => ({ deletedRegion: toRegion(index.range(edit)), insertedContent: { text: edit.text } })) });
  }
  return changes.length > 0 ? changes : undefined;
}
