import ts from 'typescript';
import { planned } from './at-once.ts';
import type { AuditHooks, AuditOptions, AuditResult } from './audit-types.ts';
import { Collected } from './collected.ts';
import { discover } from './discover.ts';
import { plainFiles } from './disk.ts';
import { FileContext } from './file-context.ts';
import { FileMemory } from './file-memory.ts';
import { NativeTypes } from './native-types.ts';
import { Pace } from './pace.ts';
import { absolute, folderOf } from './paths.ts';
import { ProjectAudit, readFile, type AuditParts } from './project-audit.ts';
import { askedOf, type ProjectMemory } from './project-memory.ts';
import { analyzeInThreads } from './project-threads.ts';
import { Projects, type ProjectPlan } from './projects.ts';
import { SourceCache } from './source-cache.ts';
import { sourceProject } from './source-project.ts';

export type { AuditHooks, AuditOptions, AuditResult, Progress } from './audit-types.ts';

/**
 * Audits many files. Throws a PathError for a path given by name that cannot be read, and a ConfigError for a broken
 * config of the working directory or of a path given by name, and a NativeError where native TypeScript is wanted and cannot be had; everything else that goes wrong is a problem in the result.
 */
export async function audit(options: AuditOptions, hooks: AuditHooks = {}): Promise<AuditResult> {
  return new Audit(options, hooks).run();
}

/** One run of `audit`. */
class Audit {
  private readonly parts: AuditParts;
  /** What decides which files there are. */
  private readonly context: FileContext;
  /** How long the texts are that were read, in UTF-16 units. */
  private readonly sizes = new Map<string, number>();
  private readonly started = performance.now();

  constructor(options: AuditOptions, hooks: AuditHooks) {
    this.parts = { options, hooks, disk: hooks.disk ?? { files: plainFiles, host: ts.sys }, collected: new Collected(), pace: new Pace(hooks), native: new NativeTypes() };
    this.context = this.learnAnew();
  }

  async run(): Promise<AuditResult> {
    const { options, hooks, collected, pace, native } = this.parts;
    try {
      if (options.types === 'native') await native.start(options, pace);
      await this.analyzeAll(await this.findFiles());
    } catch (error) {
      if (!hooks.signal?.aborted) throw error;
      collected.breakOff();
    } finally {
      native.close();
    }
    for (const fault of this.context.settings.faults) collected.problem({ kind: 'config', path: fault.path, message: `Line ${fault.line}, column ${fault.column}: ${fault.reason} Until it is mended, this file counts as not there.` });
    return collected.finished((path) => this.textNow(path), this.started);
  }

  private async findFiles(): Promise<readonly string[]> {
    const { options: { cwd, paths, files }, hooks, disk, collected, pace } = this.parts;
    for (const given of files ?? (paths.length > 0 ? paths : ['.'])) this.checkConfigOf(absolute(cwd, given));
    if (files) return files;
    const discovery = await pace.timed('discover', () => discover(paths, {
      cwd,
      isIncluded: (file) => this.context.settings.of(folderOf(file)).isIncluded(file),
      signal: hooks.signal,
      disk: disk.files,
    }));
    collected.problem(...discovery.problems);
    return discovery.files;
  }

  /** A config file further in may be broken without ending the run; that of what was asked for may not. */
  private checkConfigOf(path: string): void {
    const { settings } = this.context;
    for (const folder of [folderOf(path), path]) settings.of(folder);
    const [fault] = settings.faults;
    if (fault) throw fault;
  }

  private async analyzeAll(files: readonly string[]): Promise<void> {
    const { options, pace } = this.parts;
    const chosen = new Set(options.choose?.(files) ?? files);
    pace.total = chosen.size;
    pace.tell();
    if (chosen.size === 0) return;
    const readable: string[] = [];
    for (const file of files) {
      if (await this.canBeRead(file)) readable.push(file);
      else if (chosen.delete(file)) pace.total -= 1;
    }
    if (options.types === 'off') await this.analyzeWithoutTypes(readable, chosen);
    else await this.analyzeProjects(readable, chosen);
  }

  private async analyzeWithoutTypes(files: readonly string[], chosen: ReadonlySet<string>): Promise<void> {
    const { options, disk } = this.parts;
    const projects = new Projects(disk.host);
    const project = sourceProject(files, (path) => projects.projectOf(path, options.cwd).options, (path) => this.textNow(path), disk.host);
    const work = new ProjectAudit(this.parts, this.context);
    for (const file of files) if (chosen.has(file)) await work.bySyntax(file, project);
  }

  private async analyzeProjects(files: readonly string[], chosen: ReadonlySet<string>): Promise<void> {
    const { options, hooks, disk, pace } = this.parts;
    const all = new Projects(disk.host);
    const cache = new SourceCache();
    const plans = await pace.timed('projects', () => all.plan(files, options.cwd));
    const projects = plans.map((plan) => planned(plan, plan.files.filter((file) => chosen.has(file)), this.sizes)).filter((project) => project.chosen.length > 0);
    const { atOnce } = hooks;
    const threads = atOnce && this.mayBeApart() ? atOnce.threads(projects) : 1;
    if (atOnce && threads > 1) return analyzeInThreads(projects, threads, (job) => atOnce.start(job), this.parts);
    for (const project of projects) await this.recallOrAnalyze(project.plan, project.chosen, cache, hooks.memory);
  }

  /** Another thread has the file system and TypeScript 6, nobody to ask and nobody to tell. */
  private mayBeApart(): boolean {
    const { options, hooks: { overlay, disk, memory, onFile } } = this.parts;
    return options.types !== 'native' && !overlay && !disk && !memory && !onFile;
  }

  /** Each project starts from nothing, so that what comes out of one does not depend on which others have been looked at. */
  private async recallOrAnalyze(plan: ProjectPlan, chosen: readonly string[], cache: SourceCache, memory: ProjectMemory | undefined): Promise<void> {
    const { collected, pace } = this.parts;
    const asked = memory && askedOf(plan, chosen);
    const remembered = asked && memory.recall(asked);
    if (remembered && 'findings' in remembered) {
      collected.take(remembered);
      pace.skip(remembered.files.length);
      pace.tell();
      return;
    }
    const keep = asked && memory.listen(asked, remembered);
    const before = collected.mark();
    const files = keep && new FileMemory(remembered);
    const byFile = await new ProjectAudit(this.parts, this.learnAnew(), files).byTypes(plan, chosen, cache);
    keep?.(collected.isUnsteady ? undefined : collected.since(before), byFile, files?.kept ?? 0);
  }

  private learnAnew(): FileContext {
    const { options, disk } = this.parts;
    return new FileContext({ cwd: options.cwd, settings: options.settings, read: (path) => this.textNow(path), exists: (path) => disk.files.exists(path) });
  }

  /** What a program would choke on, or silently take for an empty file, is told here. */
  private async canBeRead(file: string): Promise<boolean> {
    const { hooks, collected } = this.parts;
    hooks.signal?.throwIfAborted();
    const text = await readFile(file, this.parts);
    if (text === undefined) return false;
    this.sizes.set(file, text.length);
    if (!text.includes('\0')) return true;
    collected.problem({ kind: 'skipped', path: file, message: 'Skipped: it holds NUL characters, so it is a binary file or not in UTF-8. Save it as UTF-8, or exclude it.' });
    return false;
  }

  private textNow(path: string): string | undefined {
    const { hooks, disk } = this.parts;
    return hooks.overlay?.(path) ?? disk.host.readFile(path);
  }
}
