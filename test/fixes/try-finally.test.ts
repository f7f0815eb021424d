import assert from 'node:assert/strict';
import { applyEdits } from '../../src/analysis/edits.ts';
import { T, walk, type TSESTree } from '../../src/analysis/nodes.ts';
import { tryFinally } from '../../src/fixes/try-finally.ts';
import { untypedUnit } from '../support/expressions.ts';

/** The body of a function after wrapping what follows `open…` statements in try/finally, with `close…` statements as releases; undefined if refused. */
function wrapped(text: string, release?: string): string | undefined {
  const unit = untypedUnit(text);
  const statements: TSESTree.ExpressionStatement[] = [];
  walk(unit.ast, (node) => { if (node.type === T.ExpressionStatement) statements.push(node); });
  const named = (start: string): TSESTree.ExpressionStatement[] => statements.filter((statement) => unit.textOf(statement).replace(/^await /, '').startsWith(start));
  const cleanups = named('open').map((acquire) => {
    const name = unit.textOf(acquire).replace(/^await /, '').slice('open'.length).split('(')[0];
    return { acquire, releases: named(`close${name}(`), release, variable: undefined, awaited: false };
  });
  const edits = tryFinally(unit, cleanups);
  return edits && applyEdits(text, edits.map((edit) => ({ ...edit, path: unit.path })));
}

const lines = (...list: string[]): string => list.join('\n');

describe('try/finally', () => {
  it('keeps tabs and CRLF', () => {
    assert.equal(
      wrapped('function f() {\r\n\topen();\r\n\twork();\r\n\tclose();\r\n}\r\n'),
      'function f() {\r\n\topen();\r\n\ttry {\r\n\t\twork();\r\n\t} finally {\r\n\t\tclose();\r\n\t}\r\n}\r\n',
    );
  });

  it('keeps comments and blank lines where they belong', () => {
    assert.equal(
      wrapped(lines('function f() {', '  open(); // held from here', '', '  // first', '  work(); // done', '', '  // and back', '  close(); // free', '', '  after();', '}')),
      lines('function f() {', '  open(); // held from here', '', '  try {', '    // first', '    work(); // done', '  } finally {', '    // and back', '    close(); // free', '  }', '', '  after();', '}'),
    );
  });

  it('indents what stands between tags, and leaves attributes and strings of several lines as they are', () => {
    assert.equal(
      wrapped(lines('function f() {', '  open();', '  draw(', '    <p title="one', '      two">', '      three', '      {four}', '    </p>,', "    'five\\", "  six',", '  );', '  close();', '}')),
      lines('function f() {', '  open();', '  try {', '    draw(', '      <p title="one', '      two">', '        three', '        {four}', '      </p>,', "      'five\\", "  six',", '    );', '  } finally {', '    close();', '  }', '}'),
    );
  });

  it('leaves the text of template literals as it is', () => {
    assert.equal(
      wrapped(lines('function f() {', '  open();', '  work(`', 'one', '    two ${', '  x}`);', '  close();', '}')),
      lines('function f() {', '  open();', '  try {', '    work(`', 'one', '    two ${', '    x}`);', '  } finally {', '    close();', '  }', '}'),
    );
  });

  it('nests what is opened later, and closes in the other order', () => {
    assert.equal(
      wrapped(lines('function f() {', '  openA();', '  openB();', '  work();', '  closeA();', '  closeB();', '  after();', '}')),
      lines('function f() {', '  openA();', '  try {', '    openB();', '    try {', '      work();', '    } finally {', '      closeB();', '    }', '  } finally {', '    closeA();', '  }', '  after();', '}'),
    );
  });

  it('gives its finally to a try that is there', () => {
    assert.equal(
      wrapped(lines('function f() {', '  open();', '  try {', '    work();', '    close();', '  } catch (e) {', '    tell(e);', '  }', '}')),
      lines('function f() {', '  open();', '  try {', '    work();', '  } catch (e) {', '    tell(e);', '  } finally {', '    close();', '  }', '}'),
    );
  });

  it('declares what is used afterwards before it', () => {
    assert.equal(
      wrapped(lines('async function f() {', '  open();', '  const a = work();', '  const [b, c = a] = await more();', '  const d = b;', '  close();', '  return use(a, c);', '}')),
      lines('async function f() {', '  open();', '  let a;', '  let b;', '  let c;', '  try {', '    a = work();', '    ([b, c = a] = await more());', '    const d = b;', '  } finally {', '    close();', '  }', '  return use(a, c);', '}'),
    );
  });

  it('takes releases before early returns away, and awaits what they return', () => {
    assert.equal(
      wrapped(lines('async function f() {', '  open();', '  if (x) {', '    close();', '    return work();', '  }', '  more();', '  close();', '}')),
      lines('async function f() {', '  open();', '  try {', '    if (x) {', '      return await work();', '    }', '    more();', '  } finally {', '    close();', '  }', '}'),
    );
  });

  it('releases at the end of the block what nobody releases', () => {
    assert.equal(
      wrapped(lines('function f() {', '  open();', '  work();', '}'), 'close();'),
      lines('function f() {', '  open();', '  try {', '    work();', '  } finally {', '    close();', '  }', '}'),
    );
  });

  const refused: Record<string, string> = {
    'several statements on a line': 'function f() { open(); work(); close(); }',
    'a release in another block': lines('function f() {', '  if (x) {', '    open();', '    work();', '  }', '  close();', '}'),
    'a release that uses what the block declares': lines('function f() {', '  open();', '  const a = work();', '  close(a);', '}'),
    'a promise returned where nothing can be awaited': lines('function f() {', '  open();', '  if (x) return work();', '  more();', '  close();', '}'),
    'a block that would be empty': lines('function f() {', '  open();', '  if (x) {', '    close();', '  }', '  work();', '  close();', '}'),
    'a function declared inside and called after it': lines('function f() {', '  open();', '  work();', '  function g() {}', '  close();', '  g();', '}'),
    'nothing between': lines('function f() {', '  open();', '  close();', '}'),
  };
  for (const [title, text] of Object.entries(refused)) it(`is refused for ${title}`, () => assert.equal(wrapped(text), undefined));
});
