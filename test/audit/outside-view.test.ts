import assert from 'node:assert/strict';
import ts from 'typescript';
import type { FunctionNode } from '../../src/analysis/nodes.ts';
import { outsideView, type OutsideView } from '../../src/audit/outside-view.ts';
import { syntaxOracle } from '../../src/analysis/syntax-oracle.ts';
import { createUnit } from '../../src/analysis/unit.ts';
import { returnsPromise } from '../../src/knowledge/promise-functions.ts';
import type { LinkedSummaries } from '../../src/summaries/types.ts';
import { randomFrom } from '../support/random.ts';

const count = 4;

/** Functions that rest on one another: what each gives is made of the number in its body and of what the next gives. */
class Version {
  readonly numbers: readonly number[];
  readonly head: number;

  constructor(numbers: readonly number[], head: number) {
    this.numbers = numbers;
    this.head = head;
  }

  get text(): string {
    return `export const head = ${this.head};\n${this.numbers.map((number, index) => `export function f${index}(): unknown { const n = ${number}; return n; }`).join('\n')}\n`;
  }

  /** Three numbers give the same, so that what a function gives stays while its body changes, and comes again. */
  given(index: number): boolean {
    const own = (this.numbers[index] ?? 0) >= 3;
    return index + 1 < count ? own !== this.given(index + 1) : own !== (this.head > 0);
  }

  get all(): string {
    return this.numbers.map((_number, index) => this.given(index)).join();
  }
}

/** How many functions were asked about, all in all. */
let asked = 0;

function summariesOf(version: Version): LinkedSummaries {
  const indexOf = (fn: FunctionNode): number => Number(/^f(\d)$/.exec((fn.type === 'FunctionDeclaration' && fn.id?.name) || '')?.[1]);
  return {
    callRejects: (fn) => version.given(indexOf(fn)), runningThrows: () => false, isEndless: () => { asked += 1; return false; },
    workOf: () => ({ unlimited: undefined, limited: false, holds: false }), returnsTimer: () => false, ownershipOf: () => 'borrows' as never, callsParameter: () => false, failureReleases: () => false,
  };
}

function viewOf(text: string, summaries: LinkedSummaries, before?: OutsideView): OutsideView {
  const source = ts.createSourceFile('/unit.ts', text, ts.ScriptTarget.Latest, true);
  const unit = createUnit({ path: '/unit.ts', source, oracle: (_tree, scopes) => syntaxOracle(scopes, returnsPromise) });
  return outsideView({ unit, source, types: undefined, summaries, blocking: '' }, before);
}

function seenOf(version: Version, before?: OutsideView): OutsideView {
  return viewOf(version.text, summariesOf(version), before);
}

describe('what other files see of one', () => {
  it('is the same for two versions only where all functions give the same, whatever came in between', () => {
    const random = randomFrom(7);
    let version = new Version(Array.from({ length: count }, () => 0), 0);
    let view = seenOf(version);
    const versions = [{ version, view }];
    let same = 0;
    for (let round = 0; round < 150; round += 1) {
      const at = random.below(count);
      version = new Version(version.numbers.map((number, index) => (index === at ? random.below(6) : number)), random.chance(0.1) ? random.below(2) : version.head);
      view = seenOf(version, view);
      for (const earlier of versions) {
        if (earlier.view.seen !== view.seen) continue;
        assert.equal(earlier.version.all, version.all, `${earlier.version.text}\n${version.text}`);
        if (earlier.version.text !== version.text) same += 1;
      }
      versions.push({ version, view });
    }
    assert.ok(same > 10, `${same} pairs of different texts are seen as one`);
  });

  it('is found out by asking about the functions alone that have changed', () => {
    const first = seenOf(new Version([0, 0, 0, 0], 0));
    asked = 0;
    const second = seenOf(new Version([0, 1, 0, 0], 0), first);
    assert.equal(asked, 1);
    // What nobody had asked about before may have been anything.
    assert.notEqual(second.seen, first.seen);
    const third = seenOf(new Version([0, 2, 0, 0], 0), second);
    assert.deepEqual([asked, third.seen], [2, second.seen]);
    const fourth = seenOf(new Version([0, 5, 0, 0], 0), third);
    assert.deepEqual([asked, fourth.seen === third.seen], [3, false]);
  });

  it('changes with what stands outside of bodies, with calls and with what is written to more than local variables', () => {
    const seen = (text: string): string => viewOf(text, summariesOf(new Version([], 0))).uses;
    const text = 'let last = 0;\nexport function save(n: number) { let at = 1; at = n; last = at; this.n = n; read(at); }\n';
    for (const [from, to, isSame] of [['at = n', 'at = n + 1', true], ['last = at', 'last = n', false], ['this.n = n', 'this.n = 1', false], ['read(at)', 'read(n)', false]] as const) {
      assert.equal(seen(text) === seen(text.replace(from, to)), isSame, to);
    }
  });
});
