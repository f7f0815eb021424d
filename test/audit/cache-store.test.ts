import assert from 'node:assert/strict';
import fs from 'node:fs';
import { CacheStore, type WriteFile } from '../../src/audit/cache-store.ts';
import type { Entry } from '../../src/audit/cache-record.ts';
import { makeWorkspace, removeWorkspaces } from '../support/command-line.ts';

afterEach(removeWorkspaces);

const entry: Entry = { key: 'key', about: '', manifest: { files: [], folders: [] }, outcome: { findings: [], problems: [], files: [], suppressed: 0, texts: [] } };

/** Writes half of what is to be written, from the given call on, and fails. */
function fullDisk(from: number, code: string): WriteFile {
  let calls = 0;
  return (path, text) => {
    fs.writeFileSync(path, (calls += 1) >= from ? text.slice(0, text.length / 2) : text);
    if (calls >= from) throw Object.assign(new Error('write'), { code });
  };
}

describe('the cache on a disk that takes no more', () => {
  for (const [from, code, words] of [[1, 'ENOSPC', 'the disk is full'], [2, 'ENOSPC', 'the disk is full'], [2, 'EROFS', 'the file system is read-only'], [3, 'EDQUOT', 'no room left on the disk for this user']] as const) {
    it(`says so once, and keeps nothing by halves (${code} at write ${from})`, () => {
      const workspace = makeWorkspace();
      const told: string[] = [];
      const store = new CacheStore(workspace.root, (line) => told.push(line), fullDisk(from, code));
      assert.ok(store.clock() <= Date.now());
      store.write(entry);
      store.write(entry);
      assert.equal(store.read('key'), undefined);
      assert.equal(told.length, 1);
      assert.match(told[0] ?? '', new RegExp(`^\\.async-pitfalls-cache cannot be written: .*${words}\\. The audit goes on without a cache\\.$`));
      assert.deepEqual(fs.readdirSync(workspace.path('.async-pitfalls-cache')).filter((name) => name !== '.gitignore'), []);
    });
  }

  it('still has what it had', () => {
    const workspace = makeWorkspace();
    const told: string[] = [];
    new CacheStore(workspace.root, (line) => told.push(line)).write(entry);
    assert.equal(told.length, 0);
    const store = new CacheStore(workspace.root, (line) => told.push(line), fullDisk(1, 'ENOSPC'));
    store.write({ ...entry, about: 'newer' });
    assert.deepEqual([store.read('key'), told.length], [entry, 1]);
  });
});
