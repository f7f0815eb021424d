import type { ArtifactLocation, PhysicalLocation, Region } from 'sarif';
import type { Location } from '../analysis/finding.ts';
import type { Range } from '../analysis/text.ts';
import { relativePath } from '../audit/paths.ts';

/** A place as SARIF names it: the file and the region in it. */
export function toPlace({ path, range }: Location, cwd: string): PhysicalLocation {
  return { artifactLocation: artifactAt(path, cwd), region: toRegion(range) };
}

/** Both count from 1, in UTF-16 units, and leave the end out. */
export function toRegion({ start, end }: Range): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** Relative to the working directory; what lies outside of it is named in full, for nothing may lead out of a base. */
export function artifactAt(path: string, cwd: string): ArtifactLocation {
  const relative = relativePath(cwd, path);
  const isInside = relative !== '..' && !relative.startsWith('../') && relative !== path;
  if (isInside) return { uri: encoded(relative), uriBaseId: '%SRCROOT%' };
  // A drive's letter keeps its colon.
  const uri = encoded(path).replace(/^([A-Za-z])%3A/, '$1:');
  return { uri: `file://${uri.startsWith('/') ? '' : '/'}${uri}` };
}

function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
