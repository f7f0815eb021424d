import path from 'node:path';

/** An absolute path with `/`, as findings and settings name files. */
export function absolute(cwd: string, file: string): string {
  const resolved = path.resolve(cwd, file).split(path.sep).join('/');
  // A drive letter's case tells nothing apart.
  return resolved.replace(/^[a-z]:/, (drive) => drive.toUpperCase());
}

/** The path as reports show it: relative to the working directory, with `/`. */
export function relativePath(cwd: string, file: string): string {
  const relative = path.relative(cwd, file).split(path.sep).join('/');
  return relative === '' ? '.' : relative;
}

/** The folder of an absolute path with `/`. */
export function folderOf(file: string): string {
  const folder = file.slice(0, file.lastIndexOf('/'));
  return folder === '' || folder.endsWith(':') ? `${folder}/` : folder;
}

/** A name in a folder, both with `/`. */
export function join(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/** Whether a path is a folder or something in it. */
export function isWithin(folder: string, file: string): boolean {
  return file === folder || file.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** A folder and those around it, innermost first. */
export function ancestors(folder: string): string[] {
  const found = [folder];
  for (let parent = folderOf(folder); parent !== found.at(-1); parent = folderOf(parent)) found.push(parent);
  return found;
}

/** The order of reports and of work: by code units, whatever the language of the machine. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
