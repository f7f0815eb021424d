import assert from 'node:assert/strict';
import type { FunctionNode } from '../../src/analysis/nodes.ts';
import { Recursion } from '../../src/summaries/recursion.ts';
import { randomFrom, type Random } from '../support/random.ts';

/** Functions of several files that call each other, of which some throw. */
interface Graph {
  functions: { node: FunctionNode; file: number; calls: number[]; throws: boolean }[];
}

function graphOf(random: Random): Graph {
  const count = 2 + random.below(9);
  return {
    functions: Array.from({ length: count }, () => ({ node: {} as FunctionNode, file: random.below(3), calls: Array.from({ length: random.below(4) }, () => random.below(count)), throws: random.chance(0.15) })),
  };
}

/** Whether a function comes to one that throws. */
function reaches({ functions }: Graph, from: number): boolean {
  const seen = new Set([from]);
  for (const at of seen) functions[at]?.calls.forEach((to) => seen.add(to));
  return [...seen].some((at) => functions[at]?.throws);
}

/** Whoever answers for such functions, file by file. `asked` counts the functions that were worked out. */
function answering({ functions }: Graph): { ask: (at: number) => boolean; asked: () => number } {
  const files = [0, 1, 2].map(() => new Recursion(false));
  let asked = 0;
  const ask = (at: number): boolean => {
    const fn = functions[at];
    assert.ok(fn);
    return (files[fn.file] as Recursion).ask(fn.node, () => {
      asked += 1;
      return fn.calls.some(ask) || fn.throws;
    });
  };
  return { ask, asked: () => asked };
}

describe('answers about functions that ask about each other', () => {
  it('are the same whichever function was asked about first', () => {
    const random = randomFrom(1);
    for (let round = 0; round < 3_000; round += 1) {
      const graph = graphOf(random);
      const { ask } = answering(graph);
      for (let questions = 0; questions < 12; questions += 1) {
        const at = random.below(graph.functions.length);
        assert.equal(ask(at), reaches(graph, at), `round ${round}, function ${at} of ${JSON.stringify(graph.functions.map(({ file, calls, throws }) => [file, calls, throws]))}`);
      }
    }
  });

  it('are worked out once where nobody throws, however many call each other', () => {
    const count = 60;
    const all = Array.from({ length: count }, (_, index) => index);
    const { ask, asked } = answering({ functions: all.map((index) => ({ node: {} as FunctionNode, file: index % 3, calls: all, throws: false })) });
    assert.equal(ask(0), false);
    assert.equal(ask(count - 1), false);
    assert.equal(asked(), count);
  });

  it('that are no yes or no are the same too, whichever function was asked about first', () => {
    const random = randomFrom(2);
    for (let round = 0; round < 2_000; round += 1) {
      const graph = graphOf(random);
      const nothing = '';
      // What a function does, in order, but for what it comes to by way of itself; one that holds does nothing more.
      const asking = (): ((at: number) => string) => {
        const files = [0, 1, 2].map(() => new Recursion<string>(nothing));
        const ask = (at: number): string => {
          const fn = graph.functions[at];
          assert.ok(fn);
          return (files[fn.file] as Recursion<string>).ask(fn.node, () => {
            let done = '';
            for (const to of fn.calls) {
              done = [...new Set(done + ask(to))].join('');
              if (done.includes('!')) return done;
            }
            return fn.throws ? `${done}!` : [...new Set(`${done}${at}`)].sort().join('');
          });
        };
        return ask;
      };
      const ask = asking();
      for (let questions = 0; questions < 12; questions += 1) {
        const at = random.below(graph.functions.length);
        assert.equal(ask(at), asking()(at), `round ${round}, function ${at} of ${JSON.stringify(graph.functions.map(({ file, calls, throws }) => [file, calls, throws]))}`);
      }
    }
  });

  it('are given again after one that failed', () => {
    const recursion = new Recursion(false);
    const [outer, inner] = [{} as FunctionNode, {} as FunctionNode];
    assert.throws(() => recursion.ask(outer, () => recursion.ask(inner, () => recursion.ask(outer, () => true)) || JSON.parse('{') as boolean), SyntaxError);
    assert.equal(recursion.ask(inner, () => recursion.ask(outer, () => true)), true);
  });
});
