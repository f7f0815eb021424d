import fs from 'node:fs';
import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import type { ProgramHost } from './program.ts';

/** What finding the files of an audit asks of the file system. Paths are absolute with `/`. What rejects is an error of Node's. */
export interface Files {
  /** Follows links. */
  stat(path: string): Promise<fs.Stats>;
  /** What is in a folder, in no order. */
  entries(folder: string): Promise<fs.Dirent[]>;
  realPath(path: string): Promise<string>;
  /** A text as it is in UTF-8, with its byte order mark. */
  read(path: string): Promise<string>;
  /** The same at once; undefined where it cannot be read. */
  readNow(path: string): string | undefined;
  /** The names of the tsconfig and jsconfig files in a folder; none where it cannot be read. */
  configNames(folder: string): string[];
  /** Whether there is anything at a path. */
  exists(path: string): boolean;
}

/** All that an audit asks of the file system: what comes out depends on these answers, its options, and nothing else. */
export interface Disk {
  files: Files;
  /** How TypeScript and the settings ask. */
  host: ProgramHost;
}

/** Files larger than this are left out unless they are named. In bytes. */
export const maxBytes = 1_000_000;

/** The name of a config file of TypeScript's. */
export const configNamePattern = /^[tj]sconfig(?:\.[\w.-]+)?\.json$/;

/** The files that are there. */
export const plainFiles: Files = {
  stat: (path) => stat(path),
  entries: (folder) => readdir(folder, { withFileTypes: true }),
  realPath: (path) => realpath(path),
  read: (path) => readFile(path, 'utf8'),
  readNow(path) {
    try {
      return fs.readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  },
  configNames(folder) {
    try {
      return fs.readdirSync(folder).filter((name) => configNamePattern.test(name));
    } catch {
      return [];
    }
  },
  exists: (path) => fs.existsSync(path),
};
