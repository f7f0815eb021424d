import assert from 'node:assert/strict';
import { foldersToShow } from '../../src/reports/folders.ts';
import type { PageData, PageFinding, PageSeverity } from '../../src/reports/page/data.ts';
import { isInFolder } from '../../src/reports/page/folders.ts';
import { select, type Criteria } from '../../src/reports/page/select.ts';

const finding = (severity: PageSeverity, rule: number, path: number, line: number, message: string): PageFinding => ({ severity, rule, place: [path, line, 1], message: [message] });
const data: PageData = {
  paths: ['src/b.ts', 'src/deep/a.ts', 'top.ts'], rules: ['lost-update', 'blocking-call'],
  findings: [finding('error', 0, 0, 10, 'one'), finding('warning', 1, 0, 9, 'Two'), finding('warning', 0, 1, 1, 'three'), finding('hint', 1, 2, 1, 'four')],
};
const all: Criteria = { search: '', severities: new Set<PageSeverity>(['error', 'warning', 'information', 'hint']), rule: '', folder: '', sort: { by: 'severity', descending: false } };
const messages = (change: Partial<Criteria>): string => select(data, { ...all, ...change }).map((one) => one.message.join('')).join(' ');

describe('what the page selects', () => {
  const cases: [string, Partial<Criteria>, string][] = [
    ['all', {}, 'one Two three four'],
    ['by words of path, rule and message, in any case', { search: 'SRC two' }, 'Two'],
    ['by path and line', { search: 'b.ts:10' }, 'one'],
    ['by severity', { severities: new Set<PageSeverity>(['hint']) }, 'four'],
    ['by rule', { rule: 'lost-update' }, 'one three'],
    ['by folder', { folder: 'src/' }, 'one Two three'],
    ['by what stands right in a folder', { folder: 'src/*' }, 'one Two'],
    ['by what stands in no folder', { folder: '*' }, 'four'],
    ['by file', { folder: 'src/deep/a.ts' }, 'three'],
    ['sorted by severity, from silent to loud', { sort: { by: 'severity', descending: true } }, 'four Two three one'],
    ['sorted by rule', { sort: { by: 'rule', descending: false } }, 'Two four one three'],
    ['sorted by place, lines as numbers', { sort: { by: 'place', descending: false } }, 'Two one three four'],
    ['sorted by message', { sort: { by: 'message', descending: false } }, 'Two four one three'],
    ['nothing', { search: 'nowhere' }, ''],
  ];
  for (const [what, change, expected] of cases) it(what, () => assert.equal(messages(change), expected));
});

describe('the folders that are shown', () => {
  const cases: [string, string[], number, string[]][] = [
    ['go down to where paths part', ['a/b/c/x.ts', 'a/b/d/y.ts'], 5, ['a/b/c/', 'a/b/d/']],
    ['split the fullest first', ['a/b/1.ts', 'a/c/2.ts', 'z/d/3.ts', 'z/e/4.ts', 'a/b/5.ts'], 3, ['a/b/', 'a/c/', 'z/']],
    ['name what stands in no folder', ['x.ts', 'a/y.ts'], 5, ['*', 'a/']],
    ['name what stands right in a folder that is split', ['a/x.ts', 'a/b/y.ts'], 5, ['a/*', 'a/b/']],
    ['are more than the limit only where the top is', ['a/1.ts', 'b/2.ts', 'c/3.ts'], 2, ['a/', 'b/', 'c/']],
    ['lead out as well', ['../x/1.ts', '../y/2.ts'], 5, ['../x/', '../y/']],
    ['are none without paths', [], 5, []],
  ];
  for (const [what, paths, limit, expected] of cases) {
    it(what, () => {
      const shown = foldersToShow(paths, limit);
      assert.deepEqual([...shown].sort(), [...expected].sort());
      for (const path of paths) assert.equal(shown.filter((folder) => isInFolder(folder, path)).length, 1, path);
    });
  }
});
