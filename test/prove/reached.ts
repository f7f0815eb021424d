import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Finding } from '../../src/analysis/finding.ts';
import { withoutByteOrderMark } from '../../src/analysis/text.ts';
import type { Change } from './changes.ts';
import { withMarks } from './marks.ts';
import type { WorkTree } from './work-tree.ts';

/** The findings at which tests come by: what they say of a fix anywhere else is nothing. The tree is as it was afterwards. */
export async function reachedBy(changes: readonly Change[], tree: WorkTree, run: () => Promise<unknown>): Promise<Set<Finding>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'async-pitfalls-'));
  const log = path.join(folder, 'reached');
  const findings = [...new Set(changes.map(({ finding }) => finding))];
  try {
    tree.set(new Map([...new Set(findings.map((finding) => finding.path))].map((file) => {
      const text = tree.original(file) ?? '';
      const mark = text.length - withoutByteOrderMark(text).length;
      const places = findings.flatMap((finding, id) => (finding.path === file ? [{ id, start: finding.start + mark }] : []));
      return [file, withMarks(file, text, places, log)];
    })));
    await run();
    const ids = fs.existsSync(log) ? new Set(fs.readFileSync(log, 'utf8').trim().split('\n').map(Number)) : new Set<number>();
    return new Set(findings.filter((_, id) => ids.has(id)));
  } finally {
    tree.restore();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
