import bcrypt from 'bcrypt';
import glob from 'fast-glob';
import { loadSync } from 'our-lib';
import fse from 'fs-extra';
import shell from 'shelljs';
// additions: {"blockingCalls": [{"module": "our-lib", "name": "loadSync", "twin": "load"}]}

export async function check(password: string, hash: string) {
  const files = glob.sync('**/*.ts'); // expect blocking-call: glob.sync('**/*.ts')
  loadSync('a'); // expect blocking-call: loadSync('a')
  fse.copySync('a', 'b'); // expect blocking-call: fse.copySync('a', 'b')
  shell.exec('make', { async: true });
  shell.rm('-rf', 'out'); // expect blocking-call: shell.rm('-rf', 'out')
  return files.length > 0 && bcrypt.compareSync(password, hash); // expect blocking-call: bcrypt.compareSync(password, hash)
}
