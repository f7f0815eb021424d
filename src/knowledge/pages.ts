import data from './pages.json' with { type: 'json' };

const frameworks = new Set(data.frameworks);
const fullStack = new Set(data.fullStack);
const folders = new Set(data.folders);
const imported = new RegExp(`\\bfrom\\s+['"](?:${data.frameworks.map((name) => name.replace(/[/-]/g, '\\$&')).join('|')})(?:/[^'"]*)?['"]|\\brequire\\(\\s*['"](?:react|react-dom|vue|preact)['"]|\\b(?:window|localStorage|sessionStorage)\\.|\\bdocument\\.(?:createElement|addEventListener)\\(|\\bnavigator\\.sendBeacon\\b|\\b(?:chrome|browser)\\.(?:${data.extensionParts.join('|')})\\b|\\bIDB(?:KeyRange|ObjectStore|Transaction|Request|Database|Cursor)\\b`);

/**
 * Whether a file is part of a page, which a browser shows: by its kind, its folder, what it imports or uses of the browser, or
 * because its package is made with a framework for pages alone; so is a part of a browser's extension. There an error that nobody handles is printed and the page goes
 * on, connections are limited, and nobody else waits. `path` within its project, with `/`; `dependencies` of the nearest package.json.
 */
export function isPageCode(path: string, text: string, dependencies: ReadonlySet<string>): boolean {
  if (/\.[jt]sx$/.test(path) || path.split('/').slice(0, -1).some((folder) => folders.has(folder)) || imported.test(text)) return true;
  const names = [...dependencies];
  return names.some((name) => frameworks.has(name)) && !names.some((name) => fullStack.has(name));
}
