import assert from 'node:assert/strict';
import { maskBroken } from '../../src/analysis/mask.ts';
import { EditedText } from '../../src/server/edited-text.ts';

const whole = `import { a } from 'a';
export class C { m = 1; async run(x: string) { if (x) { await a(\`n\${x}\`); } return [1, { y: 2 }]; } }
const f = async () => { try { await a(); } finally { a(); } };
function late<T>(value: T) { return <T,>(other: T) => value ?? other; }
`;

/** Numbers that are the same in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state % below;
  };
}

describe('a text under edits', () => {
  it('is masked as if it were looked at anew, whatever was typed before', () => {
    const next = numbers(7);
    const edited = new EditedText('/x.ts');
    const pieces = ['', '', '{', '}', '(', ')', '`', '"', ' ', '\n', ';', 'async ', 'await ', 'x', '/*', '*/', '//', '${'];
    let text = whole;
    for (let round = 0; round < 600; round += 1) {
      assert.deepEqual(edited.masked(text), maskBroken('/x.ts', text), `round ${round}: ${text}`);
      const start = next(text.length + 1);
      const end = Math.min(text.length, start + next(4));
      text = round % 40 === 39 ? whole : text.slice(0, start) + (pieces[next(pieces.length)] ?? '') + text.slice(end);
    }
  });

  it('is masked as before when nothing changed', () => {
    const edited = new EditedText('/x.ts');
    const first = edited.masked('let x = ;\n');
    assert.deepEqual([edited.masked('let x = ;\n'), edited.masked('let x = 1;\n')], [first, undefined]);
  });
});
