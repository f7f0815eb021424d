import bcrypt from 'bcrypt';
import glob from 'fast-glob';
import { load } from 'our-lib';
import fse from 'fs-extra';
import shell from 'shelljs';
// additions: {"blockingCalls": [{"module": "our-lib", "name": "loadSync", "twin": "load"}]}

export async function check(password: string, hash: string) {
  const files = await glob('**/*.ts');
  await load('a');
  await fse.copy('a', 'b');
  shell.exec('make', { async: true });
  shell.rm('-rf', 'out');
  return files.length > 0 && (await bcrypt.compare(password, hash));
}
