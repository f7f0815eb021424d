import assert from 'node:assert/strict';
import { defaultFilter, filtered, isFiltered, type Severity, type ViewFinding } from '../../src/extension/findings/finding.ts';
import { childrenOf, firstOf, groupsOf, step, type Grouping, type ViewNode } from '../../src/extension/findings/nodes.ts';
import { Slices } from '../../src/extension/findings/slices.ts';
import { inOneLine, messageOf } from '../../src/extension/findings/words.ts';
import type { AuditState } from '../../src/server/protocol.ts';

const at = (path: string, line: number, rule: string, severity: Severity = 'warning', message = 'Lost.'): ViewFinding => ({ uri: `file:///w/${path}`, path, line, character: 2, endLine: line, endCharacter: 9, rule, severity, message, related: [] });
const findings = [
  at('src/b.ts', 9, 'lost-update'), at('src/b.ts', 3, 'blocking-call', 'hint'), at('src/deep/a.ts', 1, 'blocking-call'), at('top.ts', 0, 'never-settles', 'error'), at('src/b.ts', 1, 'blocking-call'),
];

/** A tree as text, a line a node. */
function drawn(by: Grouping, depth = 9): string[] {
  const draw = (node: ViewNode, indent: string): string[] => {
    const name = node.kind === 'finding' ? `${node.finding.path}:${node.finding.line}` : node.kind === 'related' ? node.place.message : node.kind === 'more' ? `${node.left} more` : `${node.name} (${node.findings.length})`;
    return [`${indent}${name}`, ...(indent.length / 2 < depth ? childrenOf(node).flatMap((child) => draw(child, `${indent}  `)) : [])];
  };
  return groupsOf(findings, by).flatMap((group) => draw(group, ''));
}

describe('extension: the tree of findings', () => {
  it('has rules, the loudest first, then those that are found most', () => {
    assert.deepEqual(drawn('rule'), [
      'never-settles (1)', '  top.ts:0',
      'blocking-call (3)', '  src/b.ts:1', '  src/b.ts:3', '  src/deep/a.ts:1',
      'lost-update (1)', '  src/b.ts:9',
    ]);
  });

  it('has files in the order of their paths, and places in theirs', () => {
    assert.deepEqual(drawn('file'), ['src/b.ts (3)', '  src/b.ts:1', '  src/b.ts:3', '  src/b.ts:9', 'src/deep/a.ts (1)', '  src/deep/a.ts:1', 'top.ts (1)', '  top.ts:0']);
  });

  it('has folders with their files', () => {
    assert.deepEqual(drawn('folder', 1), [' (1)', '  top.ts (1)', 'src (3)', '  src/b.ts (3)', 'src/deep (1)', '  src/deep/a.ts (1)']);
  });

  it('has the places that explain a finding below it', () => {
    const finding = { ...at('a.ts', 1, 'blocking-call'), related: [{ uri: 'file:///w/b.ts', path: 'b.ts', line: 4, character: 0, message: 'Called here.' }] };
    const [group] = groupsOf([finding], 'file');
    const [node] = group ? childrenOf(group) : [];
    assert.deepEqual(node && childrenOf(node).map((child) => child.kind === 'related' && [child.place.path, child.place.line, child.place.message]), [['b.ts', 4, 'Called here.']]);
  });

  it('names each node differently, and the same after a change elsewhere', () => {
    const twins = [at('a.ts', 1, 'blocking-call'), at('a.ts', 1, 'blocking-call')];
    const ids = (all: ViewFinding[]): string[] => groupsOf(all, 'folder').flatMap((group) => [group.id, ...childrenOf(group).flatMap((file) => [file.id, ...childrenOf(file).map(({ id }) => id)])]);
    assert.equal(new Set(ids([...findings, ...twins])).size, ids([...findings, ...twins]).length);
    assert.ok(ids(twins).every((id) => ids([...findings, ...twins]).includes(id)));
  });

  it('has the first of a level that has many, and says how many more there are', () => {
    const many = Array.from({ length: 10_000 }, (_, line) => at('a.ts', line, 'blocking-call'));
    const [rule] = groupsOf(many, 'rule');
    assert.ok(rule);
    const first = firstOf(childrenOf(rule), rule.id, step);
    assert.equal(first.length, step + 1);
    assert.deepEqual(first.at(-1), { kind: 'more', id: `${rule.id}/more`, of: rule.id, left: 10_000 - step });
    assert.deepEqual(firstOf(first, '', first.length), first);
  });

  it('opens folders by itself while they are few', () => {
    const open = (folders: number): number => groupsOf(Array.from({ length: folders }, (_, index) => at(`part${index}/a.ts`, 1, 'blocking-call')), 'folder').filter(({ startsOpen }) => startsOpen).length;
    assert.deepEqual([open(2), open(100), open(101)], [2, 100, 0]);
    assert.equal(groupsOf(findings, 'file').some(({ startsOpen }) => startsOpen), false);
  });

  it('groups many findings without comparing each with each', () => {
    let reads = 0;
    const many = Array.from({ length: 10_000 }, (_, index) => {
      const finding = at('', index, 'blocking-call');
      return Object.defineProperty(finding, 'path', { get: () => { reads += 1; return `src/part${index % 500}/file.ts`; } });
    });
    assert.equal(groupsOf(many, 'folder').length, 500);
    assert.ok(reads <= 20_000, `${reads} reads`);
  });
});

describe('extension: the filter of findings', () => {
  const shown = (change: Partial<typeof defaultFilter>): number[] => filtered(findings, { ...defaultFilter, ...change }).map(({ line }) => line);
  const cases: [string, Parameters<typeof shown>[0], number[]][] = [
    ['leaves hints out unless asked for them', {}, [9, 1, 0, 1]],
    ['takes severities', { severities: ['hint', 'error'] }, [3, 0]],
    ['takes words of path, rule and message, in any case', { text: ' SRC lost-UPDATE ' }, [9]],
    ['takes a place', { text: 'b.ts:10' }, [9]],
    ['may find nothing', { text: 'nowhere' }, []],
  ];
  for (const [what, change, expected] of cases) it(what, () => assert.deepEqual(shown(change), expected));

  it('counts as one when something is left out that is usually shown', () => {
    assert.equal(isFiltered(defaultFilter), false);
    assert.equal(isFiltered({ ...defaultFilter, severities: ['error', 'warning', 'information', 'hint'] }), false);
    assert.equal(isFiltered({ ...defaultFilter, severities: ['error'] }), true);
    assert.equal(isFiltered({ ...defaultFilter, text: 'a' }), true);
  });
});

describe('extension: what the view says', () => {
  const done: AuditState = { isRunning: false, ended: 1, files: 9, total: 9, partial: false, revision: 1, stale: [] };
  const said = (state: Partial<AuditState>, filter: Partial<typeof defaultFilter> = {}): string | undefined => {
    const all = { ...defaultFilter, ...filter };
    return messageOf({ ...done, ...state }, all, findings, filtered(findings, all).length);
  };
  const cases: [string | undefined, Partial<AuditState>, Partial<typeof defaultFilter>][] = [
    [undefined, {}, { severities: ['error', 'warning', 'information', 'hint'] }],
    ['1 hint not shown.', {}, {}],
    ['Looking for files to audit. 1 hint not shown.', { isRunning: true, files: 0, total: 0 }, {}],
    ['Auditing: 3 of 9 files. 1 hint not shown.', { isRunning: true, files: 3 }, {}],
    ['Partial: 3 of 9 files were looked at. 1 hint not shown.', { partial: true, files: 3 }, {}],
    ['1 of 5 findings: “lost-update”.', {}, { text: 'lost-update ' }],
    ['1 of 5 findings: “top”, error.', {}, { text: 'top', severities: ['error'] }],
    ['0 of 5 findings: no severity.', {}, { severities: [] }],
  ];
  for (const [expected, state, filter] of cases) it(expected ?? 'nothing where all is shown', () => assert.equal(said(state, filter), expected));

  it('copies a finding as one line', () => assert.equal(inOneLine(at('src/b.ts', 9, 'lost-update')), 'src/b.ts:10:3 warning lost-update: Lost.'));
});

describe('extension: work in slices', () => {
  /** A clock that work moves on, and turns that are taken by hand. */
  function byHand(milliseconds: number): { slices: Slices<string>; done: string[]; turn: () => boolean } {
    let [now, next]: [number, (() => void) | undefined] = [0, undefined];
    const done: string[] = [];
    const work = (item: string): void => {
      done.push(item);
      now += milliseconds;
    };
    const slices = new Slices(work, { now: () => now, next: (callback) => ((next = callback), () => { next = undefined; }) });
    const turn = (): boolean => {
      const callback = next;
      next = undefined;
      callback?.();
      return callback !== undefined;
    };
    return { slices, done, turn };
  }

  it('lets everybody else have a turn after a few milliseconds', () => {
    const { slices, done, turn } = byHand(3);
    for (let index = 0; index < 7; index += 1) slices.add(String(index), `item ${index}`);
    assert.deepEqual(done, []);
    const counts: number[] = [];
    while (turn()) counts.push(done.length);
    assert.deepEqual(counts, [3, 6, 7]);
    assert.deepEqual(done, ['item 0', 'item 1', 'item 2', 'item 3', 'item 4', 'item 5', 'item 6']);
  });

  it('does what was asked for twice once, and comes back to what is asked for later', () => {
    const { slices, done, turn } = byHand(1);
    slices.add('a', 'old');
    slices.add('a', 'new');
    turn();
    slices.add('a', 'newer');
    turn();
    assert.deepEqual(done, ['new', 'newer']);
  });

  it('ends with its owner', () => {
    const { slices, done, turn } = byHand(1);
    slices.add('a', 'a');
    slices.dispose();
    turn();
    assert.deepEqual(done, []);
  });
});
