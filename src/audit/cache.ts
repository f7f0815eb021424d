import type { AuditResult } from './audit.ts';
import { check } from './cache-check.ts';
import { bytesOf, decoded, hashOf } from './cache-facts.ts';
import { agree, beyond, joined, type Manifest } from './cache-manifest.ts';
import { fromFileOutcomes, fromOutcome, toFileOutcomes, toOutcome } from './cache-record.ts';
import type { CacheStore } from './cache-store.ts';
import { Witness } from './cache-witness.ts';
import { relativePath } from './paths.ts';
import type { Earlier, PartOfResult, ProjectMemory } from './project-memory.ts';

/**
 * Remembers runs. A run is told things by the file system, and given the same options and told the same it says the same: so its
 * result is kept with all that it was told, and stands for the next run as long as that would be told the same. What a file's
 * findings depend on need not be known. The work on each project is remembered in the same way: after a change only the projects
 * that are told of it are analysed. Where no more than texts of a project's own files have changed, it is known file by file what
 * its findings rest on (see `Rests`), and only the files whose findings may be others are analysed again.
 */
export class RunCache {
  /** What there was to reuse, or why there was nothing: in words, for `--stats`. */
  said = 'nothing was remembered';
  private readonly store: CacheStore;
  private readonly key: string;
  private readonly cwd: string;
  private readonly recalled: Manifest[] = [];
  /** What was remembered of projects in part, as far as that was told more than this run. */
  private readonly earlier: Manifest[] = [];
  private projects = 0;
  private isMixed = false;
  private readonly files = { kept: 0, all: 0 };

  /** `key` says all that decides besides the file system. `cwd` is absolute. */
  constructor(store: CacheStore, key: string, cwd: string) {
    this.store = store;
    this.key = key;
    this.cwd = cwd;
  }

  /** The result of an earlier run, where it is that of this one too. */
  find(): AuditResult | undefined {
    const started = performance.now();
    const found = this.recall(this.key, '');
    if (typeof found === 'string') this.said = found;
    if (typeof found !== 'object' || !('part' in found)) return undefined;
    this.said = `the whole result was remembered: none of ${found.manifest.files.length} files has changed`;
    return { ...found.part, baselined: 0, partial: false, durationMs: Math.round(performance.now() - started) };
  }

  /** Who is to listen to a run that shall be remembered. */
  witness(): Witness {
    return new Witness(this.store.clock());
  }

  /** Remembers the projects of such a run. */
  memory(witness: Witness): ProjectMemory {
    const keyOf = (name: string): string => `${this.key} ${name}`;
    const told = new Map<Earlier, Manifest>();
    return {
      recall: ({ name, about }) => {
        this.projects += 1;
        const found = this.recall(keyOf(name), hashOf(about));
        if (typeof found !== 'object') return undefined;
        if ('earlier' in found) {
          told.set(found.earlier, found.manifest);
          return found.earlier;
        }
        this.recalled.push(found.manifest);
        return found.part;
      },
      listen: ({ name, about }, earlier) => {
        const testimony = witness.listen();
        return (part, byFile, kept) => {
          witness.listen(false);
          const heard = part && isSteady(part) ? witness.manifest(testimony) : undefined;
          if (!part || !heard) return;
          const before = earlier && kept > 0 ? told.get(earlier) : undefined;
          // A file has changed since it was seen to be the same: what was kept may not be right.
          if (before && !agree(before, heard)) this.isMixed = true;
          if (this.isMixed) return;
          const more = before && beyond(before, heard);
          if (more) this.earlier.push(more);
          this.files.kept += kept;
          this.files.all += part.files.length;
          const manifest = more ? joined([heard, more]) : heard;
          this.store.write({ key: keyOf(name), about: hashOf(about), manifest, outcome: toOutcome(part, textsOf(manifest)), ...(byFile && { byFile: toFileOutcomes(byFile) }) });
        };
      },
    };
  }

  /** Remembers a run, unless it might come out otherwise the next time. */
  keep(result: AuditResult, witness: Witness): void {
    if (this.files.kept > 0) this.said = `${this.files.kept} of ${this.files.all} files of what has changed were remembered: ${this.said}`;
    if (this.recalled.length > 0) this.said = `${this.recalled.length} of ${this.projects} projects were remembered: ${this.said}`;
    const heard = this.isMixed || result.partial || result.isUnsteady === true || !isSteady(result) ? undefined : witness.manifest();
    if (!heard) return;
    const manifest = joined([heard, ...this.recalled, ...this.earlier]);
    this.store.write({ key: this.key, about: '', manifest, outcome: toOutcome(result, textsOf(manifest)) });
  }

  /** What an entry holds, or the reason why it does not count any more. */
  private recall(key: string, about: string): { part: PartOfResult; manifest: Manifest } | { earlier: Earlier; manifest: Manifest } | string | undefined {
    const entry = this.store.read(key);
    if (entry?.about !== about) return undefined;
    const { changed, edited, better } = check(entry.manifest, this.store.clock(), (path) => entry.byFile?.rests.files[path] !== undefined);
    if (changed !== undefined) return `${relativePath(this.cwd, changed)} has changed`;
    if (edited.length > 0) return entry.byFile && { earlier: { ...fromFileOutcomes(entry.byFile, entry.outcome), edited: new Set(edited) }, manifest: better ?? entry.manifest };
    const part = fromOutcome(entry.outcome, textsOf(entry.manifest));
    if (!part) return undefined;
    if (better) this.store.write({ ...entry, manifest: better });
    return { part, manifest: better ?? entry.manifest };
  }
}

/** Whether no part of the tool failed. */
function isSteady({ problems }: Pick<PartOfResult, 'problems'>): boolean {
  return problems.every(({ kind }) => kind !== 'rule');
}

/** The texts of files as long as they are what a manifest says. */
function textsOf({ files }: Manifest): (path: string) => string | undefined {
  const hashes = new Map(files.map(({ path, hash }) => [path, hash]));
  return (path) => {
    const bytes = bytesOf(path);
    return bytes && hashes.get(path) === hashOf(bytes) ? decoded(bytes) : undefined;
  };
}
