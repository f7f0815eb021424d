import { readFile } from 'node:fs/promises';

// What is thrown in the next tick no promise rejects with.
function whenRead(name, done) {
  return readFile(name, 'utf8').then(done).then(null, (error) => process.nextTick(() => { throw error; }));
}

function whenReadOrThrown(name, done) {
  return readFile(name, 'utf8').then(done).then(null, (error) => { throw error; });
}

export function show(name) {
  whenRead(name, console.log); // expect floating-promise (information): whenRead(name, console.log)
  whenReadOrThrown(name, console.log); // expect floating-promise: whenReadOrThrown(name, console.log)
  return name;
}
