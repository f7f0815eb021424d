import { isGenerated } from '../analysis/generated.ts';
import { createIgnores } from './ignores.ts';
import { folderOf, isWithin } from './paths.ts';

/**
 * Why a file is not for fixes that nobody looks at one by one, as the end of "Not fixed: "; undefined where it is. A tool writes
 * it, or the default ignores leave it out below `folder` (absolute, with `/`) and it was named all the same.
 */
export function whyHandsOff(path: string, text: string, folder: string): string | undefined {
  if (isGenerated(text)) return 'the file is generated, as the comment at its top says. Mend what generates it.';
  return isIgnored(path, folder) ? 'the file is ignored (.gitignore, node_modules, *.min.js, or output of a tsconfig), so a tool may write it anew. Mend what it is made from.' : undefined;
}

function isIgnored(path: string, folder: string): boolean {
  const root = isWithin(folder, path) ? folder : folderOf(path);
  const ignores = createIgnores(root);
  const names = path.slice(root.length).split('/').slice(1);
  let at = root.replace(/\/$/, '');
  ignores.enter(root);
  for (const [index, name] of names.entries()) {
    at += `/${name}`;
    const isFolder = index < names.length - 1;
    if (ignores.ignores(at, isFolder)) return true;
    if (isFolder) ignores.enter(at);
  }
  return ignores.isOutput(path);
}
