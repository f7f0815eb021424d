import assert from 'node:assert/strict';
import { nameUsage } from '../../src/summaries/name-usage.ts';

describe('how calls by a name are used', () => {
  const usage = (...texts: string[]): [left: number, taken: number] => { const { left, taken } = nameUsage('save', texts); return [left, taken]; };

  it('is told by what stands before them on their line', () => {
    assert.deepEqual(usage('save();\n  this.store?.save(1);\nif (a) { save(); }\nvoid save();'), [4, 0]);
    assert.deepEqual(usage('await save();\nreturn store.save();', 'const saved = save();\nrun(save());\nitems.map((item) => save(item));'), [0, 5]);
  });

  it('leaves out declarations, and other names', () => {
    assert.deepEqual(usage('async function save() {}\nclass A { async save() {} }\nautosave();\nsaveAll();\n$save();\ninterface A {\n  save(note: (a: number) => void): Promise<void>;\n}'), [0, 0]);
    assert.deepEqual(usage('const a = ok ? save() : undefined;'), [0, 1]);
  });
});
