import assert from 'node:assert/strict';
import { audit } from '../../src/audit/audit.ts';
import { fromFileOutcomes, fromOutcome, toFileOutcomes, toOutcome, type FileOutcomes, type Outcome } from '../../src/audit/cache-record.ts';
import type { ProjectMemory } from '../../src/audit/project-memory.ts';

/** Ambient declarations for projects of which nothing is installed. */
export const ambient = `declare function wait(): Promise<void>;
declare function fetch(url: string): Promise<{ ok: boolean }>;
declare function setTimeout(run: () => void, time: number): number;
declare const process: { argv: string[]; on(name: string, run: () => void): void };
declare const console: { error(...values: unknown[]): void };
declare const require: any;
declare const exports: any;
declare module 'node:fs' { export function readFileSync(path: string): string; }
declare module 'node:child_process' { export function execSync(command: string): string; }
declare module 'node:http' { export function createServer(run: () => void): { listen(port: number): void }; }
`;

/** For projects of which nothing is installed; of TypeScript's own declarations only what promises need. */
export const smallConfig = JSON.stringify({ compilerOptions: { target: 'es2022', module: 'esnext', moduleResolution: 'bundler', lib: ['es5', 'es2015.promise'], types: [], strict: true, allowJs: true }, include: ['src'] });

/** Remembers the only project of a folder, as it would be kept on disk. */
export class OneMemory implements ProjectMemory {
  /** The files that have changed since; absolute. */
  edited: ReadonlySet<string> = new Set();
  /** How many files were analysed, and how many were not, in all runs. */
  analysed = 0;
  kept = 0;
  private text: string | undefined;

  recall(): ReturnType<ProjectMemory['recall']> {
    if (this.text === undefined) return undefined;
    const { outcome, byFile } = JSON.parse(this.text) as { outcome: Outcome; byFile?: FileOutcomes };
    return byFile && this.edited.size > 0 ? { ...fromFileOutcomes(byFile, outcome), edited: this.edited } : fromOutcome(outcome, () => undefined);
  }

  listen(): ReturnType<ProjectMemory['listen']> {
    return (part, byFile, kept) => {
      assert.ok(part && byFile);
      this.kept += kept;
      this.analysed += part.files.length - kept;
      this.text = JSON.stringify({ outcome: toOutcome(part, () => undefined), byFile: toFileOutcomes(byFile) });
    };
  }
}

/** All that an audit of a folder says, but for how long it took. */
export async function auditOf(root: string, memory?: ProjectMemory): Promise<string> {
  const { findings, problems, files, texts, suppressed } = await audit({ cwd: root, paths: [], types: 'typescript', withFixes: true }, memory ? { memory } : {});
  return JSON.stringify([findings.map((finding) => ({ ...finding, fixes: finding.fixes() })), problems, files, [...texts].sort(), suppressed], undefined, 1);
}
