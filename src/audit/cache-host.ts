import ts from 'typescript';
import { decoded, entriesOf, realPathOf, sizeAnswer, type Listing } from './cache-facts.ts';
import type { Witness } from './cache-witness.ts';
import { plainFiles, type Disk, type Files } from './disk.ts';
import { folderOf, join } from './paths.ts';
import type { ProgramHost } from './program.ts';

/** The file system, with a witness to all that it says. */
export function witnessedDisk(witness: Witness): Disk {
  return { files: witnessedFiles(witness), host: witnessedHost(witness) };
}

function witnessedFiles(witness: Witness): Files {
  const readNow = (path: string): string | undefined => witness.read(path)?.toString('utf8');
  return {
    async stat(path) {
      witness.look(folderOf(path));
      try {
        const stats = await plainFiles.stat(path);
        witness.note('s', path, sizeAnswer(stats));
        return stats;
      } catch (error) {
        witness.note('s', path, '');
        throw error;
      }
    },
    async entries(folder) {
      witness.look(folder);
      try {
        const entries = await plainFiles.entries(folder);
        witness.noteListing(folder, entries, 'code');
        return entries;
      } catch (error) {
        witness.noteListing(folder, undefined, 'code');
        throw error;
      }
    },
    async realPath(path) {
      witness.look(folderOf(path));
      try {
        const real = await plainFiles.realPath(path);
        witness.note('r', path, real);
        return real;
      } catch (error) {
        witness.note('r', path, path);
        throw error;
      }
    },
    async read(path) {
      // Whoever wants to know why it cannot be read asks once more.
      return readNow(path) ?? plainFiles.read(path);
    },
    readNow,
    configNames(folder) {
      witness.look(folder);
      const names = plainFiles.configNames(folder);
      witness.noteListing(folder, entriesOf(folder), 'config');
      return names;
    },
    exists(path) {
      witness.look(folderOf(path));
      const answer = plainFiles.exists(path);
      witness.note('e', path, answer ? 'y' : '');
      return answer;
    },
  };
}

interface Entries {
  files: string[];
  directories: string[];
}

/** Not in TypeScript's published types: how it looks for the files that globs of a config file mean. */
interface Matching {
  matchFiles(path: string, extensions: readonly string[] | undefined, excludes: readonly string[] | undefined, includes: readonly string[] | undefined, isCaseSensitive: boolean, currentDirectory: string, depth: number | undefined, entriesOf: (path: string) => Entries, realpath: (path: string) => string): string[];
}

function witnessedHost(witness: Witness): ProgramHost {
  const { sys } = ts;
  const asked = (question: 'f' | 'd', path: string, ask: () => boolean): boolean => {
    witness.look(folderOf(path));
    const answer = ask();
    witness.note(question, path, answer ? 'y' : '');
    return answer;
  };
  const realpath = (path: string): string => {
    witness.look(folderOf(path));
    const answer = realPathOf(path);
    witness.note('r', path, answer);
    return answer;
  };
  const list = (folder: string, listing: Listing): Entries => {
    witness.look(folder);
    const entries = entriesOf(folder);
    witness.noteListing(folder, entries, listing);
    const is = (kind: 'isFile' | 'isDirectory') => (entries ?? []).filter((entry) => (entry.isSymbolicLink() ? sys[kind === 'isFile' ? 'fileExists' : 'directoryExists'](join(folder, entry.name)) : entry[kind]())).map(({ name }) => name).sort();
    return { files: is('isFile'), directories: is('isDirectory') };
  };
  return {
    useCaseSensitiveFileNames: sys.useCaseSensitiveFileNames,
    newLine: sys.newLine,
    getCurrentDirectory: () => sys.getCurrentDirectory(),
    fileExists: (path) => asked('f', path, () => sys.fileExists(path)),
    directoryExists: (path) => asked('d', path, () => sys.directoryExists(path)),
    readFile(path) {
      const bytes = witness.read(path);
      return bytes && decoded(bytes);
    },
    reuses: (path) => witness.reuse(path),
    getDirectories: (path) => list(path, 'folders').directories,
    readDirectory(path, extensions, excludes, includes, depth) {
      // JSON files are no sources unless a glob names them.
      const listing: Listing = includes?.some((glob) => glob.endsWith('.json')) ? 'json' : 'code';
      return (ts as unknown as Matching).matchFiles(path, extensions, excludes, includes, sys.useCaseSensitiveFileNames, sys.getCurrentDirectory(), depth, (folder) => list(folder, listing), realpath);
    },
    realpath,
  };
}
