/** Whether a path belongs to a folder as the page names it: `src/` holds all below it, `src/*` only what stands right in it, `*` what stands in none. */
export function isInFolder(folder: string, path: string): boolean {
  if (!folder.endsWith('*')) return path.startsWith(folder);
  const parent = folder.slice(0, -1);
  return path.startsWith(parent) && !path.includes('/', parent.length);
}
