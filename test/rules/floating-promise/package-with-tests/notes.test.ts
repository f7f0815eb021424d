// package: { "name": "notes", "dependencies": { "express": "5" } }
import assert from 'node:assert/strict';

declare function read(name: string): Promise<string>;
declare function it(name: string, run: () => void): void;

// The runner tells of it.
it('reads notes', () => {
  read('first').then((text) => { assert.equal(text, 'note'); }); // expect floating-promise (hint): read('first').then((text) => { assert.equal(text, 'note'); })
});
