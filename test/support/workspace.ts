import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A temporary folder with files, by relative path. Its path is real (no symlinks) and has `/`. */
export function temporaryWorkspace(files: Record<string, string>): { root: string; remove(): void } {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'async-pitfalls-'))).split(path.sep).join('/');
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(`${root}/${name}`), { recursive: true });
    fs.writeFileSync(`${root}/${name}`, text);
  }
  return { root, remove: () => fs.rmSync(root, { recursive: true, force: true }) };
}
