import type { Worker } from 'node:worker_threads';
import type { Finding, Problem, Severity } from '../analysis/finding.ts';
import type { FileResult } from './analyze.ts';
import type { Planned } from './at-once.ts';
import type { Disk } from './disk.ts';
import type { NativeTypeScript } from './native/package.ts';
import type { ProjectMemory } from './project-memory.ts';
import type { ThreadJob } from './project-messages.ts';
import type { SettingsLayers } from './settings.ts';

/** What to audit, and how. */
export interface AuditOptions {
  /** Absolute. */
  cwd: string;
  /** Files, folders or globs; none means the working directory. */
  paths: readonly string[];
  /** Absolute files to audit instead of those behind `paths`; they need exist in the overlay only. */
  files?: readonly string[];
  /** Which of the files found (absolute, sorted) are analysed; the others are read as their surroundings. Left out: all. */
  choose?: (files: readonly string[]) => readonly string[];
  /** `off`: syntax and summaries only. `native`: native TypeScript, which must be installed beside this tool. */
  types: 'auto' | 'typescript' | 'native' | 'off';
  /** Another one than that beside this tool. */
  native?: NativeTypeScript;
  settings?: SettingsLayers;
  /**
   * Resolve the fixes of findings, or of those of this severity and above, or of those that may have a safe one; otherwise findings
   * come without, which saves time and memory.
   */
  withFixes?: boolean | Severity | 'safe';
}

/** What the caller of an audit may hook into. */
export interface AuditHooks {
  /** Cancels: the audit returns what it has, marked as partial. */
  signal?: AbortSignal | undefined;
  /** Called now and then. */
  onProgress?: (progress: Progress) => void;
  /** Told the time spent, in milliseconds: by phase ("discover", "types", "rules" …) and by rule. */
  onTime?: (kind: 'phase' | 'rule', name: string, milliseconds: number) => void;
  /** Texts that count instead of what is on disk, by absolute path; with byte order mark where there is one. */
  overlay?: (path: string) => string | undefined;
  /** The file system. Left out: the one that is there. */
  disk?: Disk;
  memory?: ProjectMemory;
  /** Lets projects be analysed at the same time, unless somebody has to be asked or told of each file meanwhile. */
  atOnce?: AtOnce;
  /** Called with the findings of each file as soon as they are there. */
  onFile?: (result: FileResult) => void;
}

/** How projects are analysed at the same time. */
export interface AtOnce {
  /** How many threads shall do so; fewer than two: none. */
  threads(projects: readonly Planned[]): number;
  /** Starts a thread, which is to call `analyzeOnDemand` with what it was given here as its `workerData`. */
  start(job: ThreadJob): Worker;
}

export interface Progress {
  done: number;
  total: number;
  /** How many of those done were remembered, and took no time. */
  remembered: number;
  /** Absolute. */
  path?: string;
}

/** What came out of an audit. Findings are sorted; their fixes are data and hold no trees. */
export interface AuditResult {
  findings: Finding[];
  problems: Problem[];
  /** The files that were analysed, absolute and sorted. */
  files: string[];
  /** The texts, as they were analysed, of files with findings and of those that findings point at or change. Without byte order mark. */
  texts: ReadonlyMap<string, string>;
  suppressed: number;
  baselined: number;
  /** Cancelled before the end. */
  partial: boolean;
  /** Something of the tool itself failed on the way: another run may come out otherwise. */
  isUnsteady?: boolean;
  durationMs: number;
}
