import assert from 'node:assert/strict';
import type { Edit } from '../../src/analysis/finding.ts';
import { changeOf, lostKeepsakes, newMistakes, strangeLines } from './checks.ts';
import { keepsakesOf, type Seen } from './look.ts';

const at = (rule: string, start: number, text: string, severity: Seen['severity'] = 'warning'): Seen => ({ rule, severity, message: `${rule}!`, start, end: start + text.length, line: 1, at: text, fixes: ['mend'] });
const edit = (start: number, end: number, text: string): Edit => ({ path: '/p/a.ts', start, end, text });
const mistake = (code: number, message: string) => ({ code, message, line: 1 });

describe('checks of a fix', () => {
  it('a mistake is new when there are more of it than before, wherever they stand', () => {
    assert.deepEqual(newMistakes([mistake(1, 'a')], [mistake(1, 'a')]), []);
    assert.deepEqual(newMistakes([mistake(1, 'a')], [mistake(1, 'a'), mistake(1, 'a')]), [mistake(1, 'a')]);
    assert.deepEqual(newMistakes([], [mistake(2, 'b')]), [mistake(2, 'b')]);
  });

  it('a mistake that is put in other words is not new', () => {
    assert.deepEqual(newMistakes([mistake(1, 'a')], [mistake(1, 'A')]), []);
    assert.deepEqual(newMistakes([mistake(1, 'a')], [mistake(2, 'a')]), [mistake(2, 'a')]);
  });

  it('a finding is gone when what stands there was another one before', () => {
    const target = at('floating-promise', 0, 'save()');
    const other = at('floating-promise', 10, 'save()');
    const change = changeOf(target, [target, other], [at('floating-promise', 16, 'save()')], [edit(0, 0, 'await ')]);
    assert.deepEqual(change, { still: undefined, fresh: [], louder: [] });
  });

  it('a finding is still there where it stood, or where its text went', () => {
    const target = at('floating-promise', 4, 'save()');
    assert.ok(changeOf(target, [target], [at('floating-promise', 4, 'save()')], [edit(20, 20, ';')]).still);
    assert.ok(changeOf(target, [target], [at('floating-promise', 30, 'save()')], [edit(0, 12, '')]).still);
  });

  it('a finding is new when it was not there, and louder when it was a hint', () => {
    const target = at('floating-promise', 0, 'save()');
    const quiet = at('late-await', 20, 'load()', 'hint');
    assert.deepEqual(changeOf(target, [target, quiet], [{ ...quiet, start: 26 }], [edit(0, 0, 'await ')]).fresh, []);
    const loud = at('late-await', 26, 'load()');
    assert.deepEqual(changeOf(target, [target, quiet], [loud], [edit(0, 0, 'await ')]), { still: undefined, fresh: [], louder: [loud] });
    assert.deepEqual(changeOf(target, [target], [loud], [edit(0, 0, 'await ')]).fresh, [loud]);
    assert.deepEqual(changeOf(target, [target], [at('late-await', 26, 'load()', 'hint')], [edit(0, 0, 'await ')]).fresh, []);
  });

  it('comments may move and be indented, not vanish', () => {
    const before = keepsakesOf('/p/a.ts', 'a(); // one\n/* two\n   three */\nb();');
    assert.deepEqual(lostKeepsakes(before, keepsakesOf('/p/a.ts', '{\n  /* two\n     three */\n  b(); // one\n}')), []);
    assert.deepEqual(lostKeepsakes(before, keepsakesOf('/p/a.ts', 'a(); /* two\n three */ "// one"')), ['// one']);
  });

  it('texts over several lines stay as they are', () => {
    const before = keepsakesOf('/p/a.ts', 'a(`one\n  two ${b(`three\n`)} four`);');
    assert.deepEqual(lostKeepsakes(before, keepsakesOf('/p/a.ts', '{\n  a(`one\n  two ${b(`three\n`)} four`);\n}')), []);
    assert.deepEqual(lostKeepsakes(before, keepsakesOf('/p/a.ts', '{\n  a(`one\n    two ${b(`three\n`)} four`);\n}')), ['`one\n  two ${']);
  });

  it('new lines are as the others', () => {
    assert.deepEqual(strangeLines('a\r\nb\r\n', 'a\r\nx\nb\r\n'), ['LF among CRLF']);
    assert.deepEqual(strangeLines('a\nb\n', 'a\nx\r\nb\n'), ['CRLF among LF']);
    assert.deepEqual(strangeLines('f {\n  a\n}\n', 'f {\n\ta\n}\n'), ['tabs among spaces']);
    assert.deepEqual(strangeLines('f {\n\ta\n}\n', 'f {\n    a\n}\n'), ['spaces among tabs']);
    assert.deepEqual(strangeLines('a\nb\n', 'a \nb\n'), ['white space at the end of a line']);
    assert.deepEqual(strangeLines('f {\n  a\n}\n', 'f {\n  b\n}\n'), []);
  });
});
