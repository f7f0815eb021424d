import { configName } from './config-file.ts';
import { ancestors, join } from './paths.ts';

/** The folder in which the cache's own lies: that of the outermost config file around a folder, else the folder itself. */
export function cacheParent(folder: string, isFile: (path: string) => boolean): string {
  return ancestors(folder).findLast((around) => isFile(join(around, configName))) ?? folder;
}
