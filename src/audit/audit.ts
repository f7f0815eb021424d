import { setImmediate as nextTurn } from 'node:timers/promises';
import ts from 'typescript';
import { CheckerLost, NoAnswer } from '../analysis/checker.ts';
import { atLeast, type Finding, type Fix, type Problem, type Severity } from '../analysis/finding.ts';
import type { SyntaxDamage } from '../analysis/mask.ts';
import { LineIndex, withoutByteOrderMark } from '../analysis/text.ts';
import { analyzeFile, compareFindings, type FileResult } from './analyze.ts';
import { discover, reasonOf } from './discover.ts';
import { plainFiles, type Disk } from './disk.ts';
import { isAside } from '../knowledge/serving.ts';
import { isTestOrConfig } from './file-kinds.ts';
import { loadNative } from './native/package.ts';
import { startNative, type NativeSession } from './native/session.ts';
import { Packages, supportsUsing } from './packages.ts';
import { absolute, compareText, folderOf, isWithin, join, relativePath } from './paths.ts';
import { askedOf, textsBehind, type PartOfResult, type ProjectMemory } from './project-memory.ts';
import { createAuditProgram, parseTolerantly, SourceCache, type AuditProgram } from './program.ts';
import { Projects, type ProjectPlan } from './projects.ts';
import { mayBeSafe } from './safe-fixes.ts';
import { sourceProject, type SourceProject } from './source-project.ts';
import { SettingsFinder, type FileSettings, type SettingsLayers } from './settings.ts';

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
  /** Called with the findings of each file as soon as they are there. */
  onFile?: (result: FileResult) => void;
}

export interface Progress {
  done: number;
  total: number;
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

/**
 * Audits many files. Throws a PathError for a path given by name that cannot be read, and a ConfigError for a broken
 * config of the working directory or of a path given by name, and a NativeError where native TypeScript is wanted and cannot be had; everything else that goes wrong is a problem in the result.
 */
export async function audit(options: AuditOptions, hooks: AuditHooks = {}): Promise<AuditResult> {
  return new Audit(options, hooks).run();
}

/** What is found out about the surroundings of files, and remembered by folder. */
interface ProjectKnowledge {
  settings: SettingsFinder;
  packages: Packages;
  repositories: Map<string, boolean>;
}

/** One run of `audit`. */
class Audit {
  private readonly options: AuditOptions;
  private readonly hooks: AuditHooks;
  private readonly settings: SettingsFinder;
  /** Of the project that is being analysed. */
  private known: ProjectKnowledge;
  private readonly disk: Disk;
  private readonly started = performance.now();
  private readonly texts = new Map<string, string>();
  /** Answers for types while it lives. */
  private native: NativeSession | undefined;
  private readonly result: AuditResult = { findings: [], problems: [], files: [], texts: this.texts, suppressed: 0, baselined: 0, partial: false, durationMs: 0 };
  private total = 0;
  private lastTurn = performance.now();

  constructor(options: AuditOptions, hooks: AuditHooks) {
    this.options = options;
    this.hooks = hooks;
    this.disk = hooks.disk ?? { files: plainFiles, host: ts.sys };
    this.known = this.learnAnew();
    this.settings = this.known.settings;
  }

  async run(): Promise<AuditResult> {
    try {
      if (this.options.types === 'native') await this.startNative();
      await this.analyzeAll(await this.findFiles());
    } catch (error) {
      if (!this.hooks.signal?.aborted) throw error;
      this.result.partial = true;
    } finally {
      this.native?.close();
    }
    return this.finish();
  }

  private async startNative(): Promise<void> {
    const native = await loadNative();
    try {
      this.native = startNative(native, this.options.cwd);
    } catch (error) {
      await this.heedSignal();
      throw error;
    }
  }

  /** Ctrl+C reaches the other process too, and may have ended it before this one has heard of it. */
  private async heedSignal(): Promise<void> {
    // The first turn may be the rest of this one, which has heard of signals already.
    await nextTurn();
    await nextTurn();
    this.hooks.signal?.throwIfAborted();
  }

  private async findFiles(): Promise<readonly string[]> {
    const { cwd, paths, files } = this.options;
    for (const given of files ?? (paths.length > 0 ? paths : ['.'])) this.checkConfigOf(absolute(cwd, given));
    if (files) return files;
    const discovery = await this.timed('discover', () => discover(paths, {
      cwd,
      isIncluded: (file) => this.settings.of(folderOf(file)).isIncluded(file),
      signal: this.hooks.signal,
      disk: this.disk.files,
    }));
    this.result.problems.push(...discovery.problems);
    return discovery.files;
  }

  /** A config file further in may be broken without ending the run; that of what was asked for may not. */
  private checkConfigOf(path: string): void {
    for (const folder of [folderOf(path), path]) this.settings.of(folder);
    const [fault] = this.settings.faults;
    if (fault) throw fault;
  }

  private async analyzeAll(files: readonly string[]): Promise<void> {
    const chosen = new Set(this.options.choose?.(files) ?? files);
    this.total = chosen.size;
    this.progress();
    if (chosen.size === 0) return;
    const readable: string[] = [];
    for (const file of files) {
      if (await this.canBeRead(file)) readable.push(file);
      else if (chosen.delete(file)) this.total -= 1;
    }
    if (this.options.types === 'off') {
      const projects = new Projects(this.disk.host);
      const project = sourceProject(readable, (path) => projects.projectOf(path, this.options.cwd).options, (path) => this.textNow(path), this.disk.host);
      for (const file of readable) if (chosen.has(file)) await this.analyzeBySyntax(file, project);
      return;
    }
    const projects = new Projects(this.disk.host);
    const cache = new SourceCache();
    const plans = await this.timed('projects', () => projects.plan(readable, this.options.cwd));
    for (const plan of plans) {
      const own = plan.files.filter((file) => chosen.has(file));
      if (own.length > 0) await this.recallOrAnalyze(plan, own, cache, plans.length > 1 ? this.hooks.memory : undefined);
    }
  }

  /** Each project starts from nothing, so that what comes out of one does not depend on which others have been looked at. */
  private async recallOrAnalyze(plan: ProjectPlan, chosen: readonly string[], cache: SourceCache, memory: ProjectMemory | undefined): Promise<void> {
    const asked = memory && askedOf(plan, chosen);
    const remembered = asked && memory.recall(asked);
    if (remembered) return this.take(remembered);
    this.known = this.learnAnew();
    const keep = asked && memory.listen(asked);
    const { findings, problems, files, suppressed } = this.result;
    const before = [findings.length, problems.length, files.length] as const;
    await this.analyzeProject(plan, chosen, cache);
    const own = { findings: findings.slice(before[0]), problems: problems.slice(before[1]), files: files.slice(before[2]) };
    keep?.(this.result.isUnsteady ? undefined : { ...own, suppressed: this.result.suppressed - suppressed, texts: textsBehind(own.findings, this.texts) });
  }

  private take({ findings, problems, files, suppressed, texts }: PartOfResult): void {
    this.result.findings.push(...findings);
    this.result.problems.push(...problems);
    this.result.files.push(...files);
    this.result.suppressed += suppressed;
    for (const [path, text] of texts) if (!this.texts.has(path)) this.texts.set(path, text);
    this.progress();
  }

  private learnAnew(): ProjectKnowledge {
    const read = (path: string): string | undefined => this.textNow(path);
    return { settings: new SettingsFinder(read, this.options.settings), packages: new Packages(read), repositories: new Map() };
  }

  /** What a program would choke on, or silently take for an empty file, is told here. */
  private async canBeRead(file: string): Promise<boolean> {
    this.hooks.signal?.throwIfAborted();
    const text = await this.read(file);
    if (text === undefined) return false;
    if (!text.includes('\0')) return true;
    this.result.problems.push({ kind: 'skipped', path: file, message: 'Skipped: it holds NUL characters, so it is a binary file or not in UTF-8. Save it as UTF-8, or exclude it.' });
    return false;
  }

  private textNow(path: string): string | undefined {
    return this.hooks.overlay?.(path) ?? this.disk.host.readFile(path);
  }

  private async read(file: string): Promise<string | undefined> {
    try {
      return this.hooks.overlay?.(file) ?? await this.disk.files.read(file);
    } catch (error) {
      this.result.problems.push({ kind: 'skipped', path: file, message: `The file cannot be read: ${reasonOf(error)}. Make it readable and run the audit again.` });
      return undefined;
    }
  }

  /** Analyses `chosen` of a plan's files among all of them. */
  private async analyzeProject({ project, files }: ProjectPlan, chosen: readonly string[], cache: SourceCache): Promise<void> {
    const textOf = (path: string): string | undefined => {
      const text = this.hooks.overlay?.(path);
      return text === undefined ? undefined : withoutByteOrderMark(text);
    };
    const { native } = this;
    let program: AuditProgram | undefined;
    try {
      program = await this.timed('program', () => createAuditProgram(project, files, { host: this.disk.host, cache, textOf, ...(native && { makeChecker: (...of) => native.checker(...of) }) }));
      this.result.problems.push(...program.problems);
      await this.startTypes(program);
      for (const file of chosen) {
        const source = program.program.getSourceFile(file);
        if (source) await this.analyze(file, source, program.damage.get(file) ?? [], program);
        else await this.analyzeBySyntax(file);
      }
    } catch (error) {
      if (this.hooks.signal?.aborted || program) throw error;
      this.result.isUnsteady = true;
      this.result.problems.push({ kind: 'types', path: project.configPath ?? project.folder, message: `TypeScript failed on this project, so its files were analysed without types: ${messageOf(error)}` });
      for (const file of chosen) await this.analyzeBySyntax(file);
    }
  }

  private async startTypes(program: AuditProgram): Promise<void> {
    try {
      await this.timed('bind', () => program.types());
    } catch (error) {
      if (!(error instanceof CheckerLost || error instanceof NoAnswer)) throw error;
      await this.goOnWithout(error, program);
      await this.timed('bind', () => program.types());
    }
  }

  /** Native TypeScript is gone: TypeScript 6 answers from now on. */
  private async goOnWithout(reason: Error, program: AuditProgram): Promise<void> {
    this.native?.close();
    this.native = undefined;
    this.result.isUnsteady = true;
    program.withOwnChecker();
    await this.heedSignal();
    this.result.problems.push({ kind: 'types', path: this.options.cwd, message: `TypeScript 6 answered for types instead, which takes longer: ${reason.message}. Run the audit again, or leave --types native out.` });
  }

  private async analyzeBySyntax(file: string, project?: SourceProject): Promise<void> {
    const text = await this.read(file);
    if (text === undefined) return void (this.total -= 1);
    const { source, damage } = await this.timed('parse', () => project?.parsedAt(file) ?? parseTolerantly(file, withoutByteOrderMark(text), ts.ScriptTarget.Latest, true));
    await this.analyze(file, source, damage, undefined, project);
  }

  private async analyze(file: string, source: ts.SourceFile, damage: readonly SyntaxDamage[], program?: AuditProgram, project?: SourceProject): Promise<void> {
    await this.giveWay(file);
    try {
      const result = await this.timed('rules', () => this.resultOf(file, source, program, project));
      const [first] = damage;
      if (first) result.problems.unshift(damageProblem(file, source.text, first));
      this.keep(result, (path) => (path === file ? source.text : program?.program.getSourceFile(path)?.text));
    } catch (error) {
      if (!(error instanceof CheckerLost) || !program) throw error;
      await this.goOnWithout(error, program);
      await this.analyze(file, source, damage, program);
    }
  }

  private resultOf(file: string, source: ts.SourceFile, program: AuditProgram | undefined, project: SourceProject | undefined): FileResult {
    const settings = this.known.settings.of(folderOf(file));
    try {
      return analyzeFile({
        path: file,
        source,
        types: program?.types(),
        ...(project && { project }),
        host: this.disk.host,
        settings: settings.analysis,
        dependencies: this.known.packages.of(file).versions,
        supportsUsing: supportsUsing(file, this.known.packages.of(file)),
        isCommandLineEntry: this.known.packages.isCommand(file, source.text),
        isExempt: !settings.tests && isTestOrConfig(this.inProject(file, settings)),
        inProject: this.inProject(file, settings),
        ...this.known.packages.servingOf(file),
        isAside: !settings.tests && isAside(this.inProject(file, settings)),
        ...(this.hooks.onTime && { onTime: (rule: string, milliseconds: number) => this.hooks.onTime?.('rule', rule, milliseconds) }),
      });
    } catch (error) {
      if (error instanceof CheckerLost) throw error;
      return { path: file, findings: [], suppressed: 0, problems: [{ kind: 'rule', path: file, message: `The analysis of this file failed and was left out: ${messageOf(error)}` }] };
    }
  }

  /** Findings hold closures over their trees until their fixes are resolved or dropped. */
  private keep(result: FileResult, textOf: (path: string) => string | undefined): void {
    const findings = result.findings.map((finding) => {
      const fixes = this.isToFix(finding) ? this.fixesOf(finding) : [];
      for (const { path } of [finding, ...finding.related, ...fixes.flatMap((fix) => fix.edits)]) {
        const text = this.texts.get(path) ?? textOf(path);
        if (text !== undefined) this.texts.set(path, text);
      }
      return { ...finding, fixes: () => fixes };
    });
    const kept = { ...result, findings };
    this.result.findings.push(...findings);
    this.result.problems.push(...result.problems);
    this.result.suppressed += result.suppressed;
    this.result.files.push(result.path);
    this.hooks.onFile?.(kept);
  }

  private isToFix({ rule, severity, path }: Finding): boolean {
    const { withFixes = false } = this.options;
    if (withFixes === 'safe') return mayBeSafe(rule, this.known.settings.of(folderOf(path)).analysis.safeFixes);
    return typeof withFixes === 'boolean' ? withFixes : atLeast(severity, withFixes);
  }

  private fixesOf(finding: Finding): Fix[] {
    try {
      return finding.fixes();
    } catch (error) {
      if (error instanceof CheckerLost) throw error;
      this.result.problems.push({ kind: 'rule', path: finding.path, message: `A fix of ${finding.rule} in line ${finding.range.start.line} failed and is not offered: ${messageOf(error)}` });
      return [];
    }
  }

  /** The path of a file within its project. */
  private inProject(file: string, settings: FileSettings): string {
    const configFolder = settings.folder !== undefined && isWithin(settings.folder, file) ? settings.folder : undefined;
    const root = configFolder ?? this.known.packages.rootOf(file, (folder) => this.isRepository(folder)) ?? (isWithin(this.options.cwd, file) ? this.options.cwd : folderOf(file));
    return relativePath(root, file);
  }

  private isRepository(folder: string): boolean {
    let known = this.known.repositories.get(folder);
    if (known === undefined) this.known.repositories.set(folder, (known = this.disk.files.exists(join(folder, '.git'))));
    return known;
  }

  /** Lets signals and timers have their turn, and stops here when the audit was cancelled. */
  private async giveWay(path: string): Promise<void> {
    this.progress(path);
    if (performance.now() - this.lastTurn > 15) {
      await nextTurn();
      this.lastTurn = performance.now();
    }
    this.hooks.signal?.throwIfAborted();
  }

  private progress(path?: string): void {
    this.hooks.onProgress?.({ done: this.result.files.length, total: this.total, ...(path !== undefined && { path }) });
  }

  private async timed<V>(phase: string, work: () => V | Promise<V>): Promise<V> {
    const start = performance.now();
    const value = await work();
    this.hooks.onTime?.('phase', phase, performance.now() - start);
    return value;
  }

  private finish(): AuditResult {
    const { result } = this;
    for (const fault of this.settings.faults) result.problems.push({ kind: 'config', path: fault.path, message: `Line ${fault.line}, column ${fault.column}: ${fault.reason} Until it is mended, this file counts as not there.` });
    // Without a program nothing else has read the files that findings point at.
    for (const { path } of result.findings.flatMap((finding) => finding.related)) {
      const text = this.texts.has(path) ? undefined : this.textNow(path);
      if (text !== undefined) this.texts.set(path, withoutByteOrderMark(text));
    }
    result.findings.sort(compareFindings);
    result.problems = uniqueProblems(result.problems);
    result.files.sort(compareText);
    result.durationMs = Math.round(performance.now() - this.started);
    return result;
  }
}

function damageProblem(path: string, text: string, damage: SyntaxDamage): Problem {
  const { line, column } = new LineIndex(text).position(damage.start);
  return { kind: 'parse', path, message: `Line ${line}, column ${column}: ${damage.message} Mend the syntax error; until then the statements around it are not analysed.` };
}

/** Each problem once, in the order of reports. */
function uniqueProblems(problems: readonly Problem[]): Problem[] {
  const byText = new Map(problems.map((problem) => [JSON.stringify([problem.path, problem.kind, problem.message]), problem]));
  return [...byText.values()].sort((left, right) => compareText(left.path ?? '', right.path ?? '') || compareText(left.kind, right.kind) || compareText(left.message, right.message));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.message} (${(error.stack ?? '').split('\n')[1]?.trim() ?? 'no stack'})` : String(error);
}
