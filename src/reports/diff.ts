import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { relativePath } from '../audit/paths.ts';

/** A unified diff of changed files, as `git apply` takes it. `before` is undefined for a new file. */
export function unifiedDiff(changes: readonly { path: string; before: string | undefined; after: string }[], cwd: string): string {
  return changes.map(({ path, before, after }) => {
    const name = relativePath(cwd, path);
    const old = before === undefined ? '/dev/null' : `a/${name}`;
    return createTwoFilesPatch(old, `b/${name}`, before ?? '', after, undefined, undefined, { headerOptions: FILE_HEADERS_ONLY });
  }).join('');
}
