import { access, readFile } from 'node:fs/promises';
import { baselineName } from '../audit/baseline.ts';
import { configName } from '../audit/config.ts';
import { ancestors, join } from '../audit/paths.ts';

/**
 * What the folders around files hold that decides over them: config files, package.json, baselines, and where a repository ends.
 * Read ahead asynchronously; afterwards those who ask synchronously find it here.
 */
export class FolderFiles {
  private readonly folders = new Map<string, Promise<void>>();
  private readonly texts = new Map<string, string>();
  private readonly repositories = new Set<string>();

  /** Reads what a folder and those around it hold, each once. */
  async load(folder: string): Promise<void> {
    for (const at of ancestors(folder)) {
      let loading = this.folders.get(at);
      if (!loading) this.folders.set(at, (loading = this.loadFolder(at)));
      await loading;
    }
  }

  /** The text of a config file, package.json or baseline that was read ahead; undefined where there is none. */
  read(path: string): string | undefined {
    return this.texts.get(path);
  }

  /** Whether a folder that was read ahead is the top of a repository. */
  isRepository(folder: string): boolean {
    return this.repositories.has(folder);
  }

  private async loadFolder(folder: string): Promise<void> {
    const read = async (path: string): Promise<void> => {
      // What cannot be read counts as absent: the audit is what reports it.
      const text = await readFile(path, 'utf8').catch(() => undefined);
      if (text !== undefined) this.texts.set(path, text);
    };
    const look = async (): Promise<void> => {
      const isThere = await access(join(folder, '.git')).then(() => true, () => false);
      if (isThere) this.repositories.add(folder);
    };
    // A file that cannot be read counts as not there, as it does for the command line.
    await Promise.all([read(join(folder, configName)), read(join(folder, 'package.json')), read(join(folder, baselineName)), look()]);
  }
}
