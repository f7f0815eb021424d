import ts from 'typescript';
import { CheckerLost, NoAnswer } from '../analysis/checker.ts';
import { atLeast, type Finding, type Fix, type Problem } from '../analysis/finding.ts';
import type { SyntaxDamage } from '../analysis/mask.ts';
import { LineIndex, withoutByteOrderMark } from '../analysis/text.ts';
import { analyzeFile, type FileResult } from './analyze.ts';
import type { AuditHooks, AuditOptions } from './audit-types.ts';
import type { Collected } from './collected.ts';
import { reasonOf } from './discover.ts';
import type { Disk } from './disk.ts';
import type { FileContext } from './file-context.ts';
import type { FileMemory } from './file-memory.ts';
import { isGrown } from './grown.ts';
import type { NativeTypes } from './native-types.ts';
import type { Pace } from './pace.ts';
import { folderOf } from './paths.ts';
import { createAuditProgram, parseTolerantly, type AuditProgram } from './program.ts';
import type { ByFile } from './project-memory.ts';
import type { ProjectPlan } from './projects.ts';
import type { Resting } from './rests.ts';
import { mayBeSafe } from './safe-fixes.ts';
import type { SourceCache } from './source-cache.ts';
import type { SourceProject } from './source-project.ts';
import { surroundingsOf } from './surroundings.ts';

/** What the projects of one audit share. */
export interface AuditParts {
  options: AuditOptions;
  hooks: AuditHooks;
  disk: Disk;
  collected: Collected;
  pace: Pace;
  native: NativeTypes;
}

/** The analysis of files that belong together. */
export class ProjectAudit {
  private readonly parts: AuditParts;
  private readonly context: FileContext;
  private readonly memory: FileMemory | undefined;

  /** `memory` is what remembers files one by one. */
  constructor(parts: AuditParts, context: FileContext, memory?: FileMemory) {
    this.parts = parts;
    this.context = context;
    this.memory = memory;
  }

  /** Analyses `chosen` of a plan's files among all of them. Gives what shall be remembered of each, if all is known that it rests on. */
  async byTypes({ project, files }: ProjectPlan, chosen: readonly string[], cache: SourceCache): Promise<ByFile | undefined> {
    const { hooks, disk, collected, pace, native } = this.parts;
    const { memory } = this;
    const textOf = (path: string): string | undefined => {
      const text = hooks.overlay?.(path);
      return text === undefined ? undefined : withoutByteOrderMark(text);
    };
    const { makeChecker } = native;
    let program: AuditProgram | undefined;
    try {
      program = await pace.timed('program', () => createAuditProgram(project, files, { host: disk.host, cache, textOf, ...(makeChecker && { makeChecker }), ...(memory && { asking: memory.ledger }) }));
      collected.problem(...program.problems);
      await this.startTypes(program);
      const resting = memory && this.restingOf(program, chosen);
      const still = resting && await pace.timed('compare', () => memory.still(resting));
      for (const file of chosen) {
        const source = program.program.getSourceFile(file);
        const known = source && still?.get(file);
        if (known) await this.keepOn(known, program);
        else if (source) await this.analyze(file, source, program.damage.get(file) ?? [], program);
        else await this.bySyntax(file);
      }
      return resting && await pace.timed('remember', () => memory.byFile(resting));
    } catch (error) {
      if (hooks.signal?.aborted || program) throw error;
      collected.isUnsteady = true;
      collected.problem({ kind: 'types', path: project.configPath ?? project.folder, message: `TypeScript failed on this project, so its files were analysed without types: ${messageOf(error)}` });
      for (const file of chosen) await this.bySyntax(file);
      return undefined;
    }
  }

  /** Analyses a file without types; `project` says where its imports lead. */
  async bySyntax(file: string, project?: SourceProject): Promise<void> {
    const { pace } = this.parts;
    const text = await readFile(file, this.parts);
    if (text === undefined) return void (pace.total -= 1);
    const { source, damage } = await pace.timed('parse', () => project?.parsedAt(file) ?? parseTolerantly(file, withoutByteOrderMark(text), ts.ScriptTarget.Latest, true));
    await this.analyze(file, source, damage, undefined, project);
  }

  private async startTypes(program: AuditProgram): Promise<void> {
    const { pace } = this.parts;
    try {
      await pace.timed('bind', () => program.types());
    } catch (error) {
      if (!(error instanceof CheckerLost || error instanceof NoAnswer)) throw error;
      await this.goOnWithout(error, program);
      await pace.timed('bind', () => program.types());
    }
  }

  /** Native TypeScript is gone: TypeScript 6 answers from now on. */
  private async goOnWithout(reason: Error, program: AuditProgram): Promise<void> {
    const { native, collected, pace, options } = this.parts;
    native.close();
    collected.isUnsteady = true;
    program.withOwnChecker();
    await pace.heedSignal();
    collected.problem({ kind: 'types', path: options.cwd, message: `TypeScript 6 answered for types instead, which takes longer: ${reason.message}. Run the audit again, or ${options.native?.otherwise ?? 'leave --types native out'}.` });
  }

  private async analyze(file: string, source: ts.SourceFile, damage: readonly SyntaxDamage[], program?: AuditProgram, project?: SourceProject): Promise<void> {
    const { pace, collected, hooks } = this.parts;
    await pace.giveWay(file);
    try {
      const result = await pace.timed('rules', () => this.resultOf(file, source, program, project));
      const [first] = damage;
      if (first) result.problems.unshift(damageProblem(file, source.text, first));
      const kept = collected.keep(result, (finding) => (this.isToFix(finding) ? this.fixesOf(finding) : []), (path) => (path === file ? source.text : program?.program.getSourceFile(path)?.text));
      this.memory?.note(kept);
      pace.advance();
      hooks.onFile?.(kept);
    } catch (error) {
      if (!(error instanceof CheckerLost) || !program) throw error;
      await this.goOnWithout(error, program);
      await this.analyze(file, source, damage, program);
    }
  }

  /** What came out of a file the last time comes out again. */
  private async keepOn(known: FileResult, program: AuditProgram): Promise<void> {
    const { pace, collected, hooks } = this.parts;
    await pace.giveWay(known.path);
    const kept = collected.keep(known, (finding) => finding.fixes(), (path) => program.program.getSourceFile(path)?.text);
    this.memory?.note(kept);
    pace.skip(1);
    hooks.onFile?.(kept);
  }

  /** Who answers for a program whose files all have the same knowledge; undefined where nobody does. */
  private restingOf(program: AuditProgram, chosen: readonly string[]): Resting | undefined {
    const memory = program.types();
    const [file] = chosen;
    const text = file === undefined ? undefined : program.program.getSourceFile(file)?.text;
    if (file === undefined || text === undefined) return undefined;
    const { settings, servingOf } = this.context.of(file, text);
    if (chosen.some((other) => this.context.settings.of(folderOf(other)).analysis.knowledge !== settings.knowledge)) return undefined;
    const surroundings = surroundingsOf({ types: memory, host: this.parts.disk.host, settings, ...(servingOf && { servingOf }) });
    return surroundings && { memory, surroundings };
  }

  private resultOf(file: string, source: ts.SourceFile, program: AuditProgram | undefined, project: SourceProject | undefined): FileResult {
    const { disk, hooks } = this.parts;
    try {
      return analyzeFile({
        path: file,
        source,
        types: program?.types(),
        ...(project && { project }),
        host: disk.host,
        ...this.context.of(file, source.text),
        isGrown: isGrown(program?.roots ?? project?.paths ?? []),
        isWhole: program !== undefined && isGrown(program.program.getRootFileNames()) && this.context.isWhole(program.configPath),
        ...(hooks.onTime && { onTime: (rule: string, milliseconds: number) => hooks.onTime?.('rule', rule, milliseconds) }),
      });
    } catch (error) {
      if (error instanceof CheckerLost) throw error;
      return { path: file, findings: [], suppressed: 0, problems: [{ kind: 'rule', path: file, message: `The analysis of this file failed and was left out: ${messageOf(error)}` }] };
    }
  }

  private isToFix({ rule, severity, path }: Finding): boolean {
    const { withFixes = false } = this.parts.options;
    if (withFixes === 'safe') return mayBeSafe(rule, this.context.settings.of(folderOf(path)).analysis.safeFixes);
    return typeof withFixes === 'boolean' ? withFixes : atLeast(severity, withFixes);
  }

  private fixesOf(finding: Finding): Fix[] {
    try {
      return finding.fixes();
    } catch (error) {
      if (error instanceof CheckerLost) throw error;
      this.parts.collected.problem({ kind: 'rule', path: finding.path, message: `A fix of ${finding.rule} in line ${finding.range.start.line} failed and is not offered: ${messageOf(error)}` });
      return [];
    }
  }
}

/** A file's text with its byte order mark; where it cannot be read, that is a problem and the answer undefined. */
export async function readFile(file: string, { hooks, disk, collected }: Pick<AuditParts, 'hooks' | 'disk' | 'collected'>): Promise<string | undefined> {
  try {
    return hooks.overlay?.(file) ?? await disk.files.read(file);
  } catch (error) {
    collected.problem({ kind: 'skipped', path: file, message: `The file cannot be read: ${reasonOf(error)}. Make it readable and run the audit again.` });
    return undefined;
  }
}

function damageProblem(path: string, text: string, damage: SyntaxDamage): Problem {
  const { line, column } = new LineIndex(text).position(damage.start);
  return { kind: 'parse', path, message: `Line ${line}, column ${column}: ${damage.message} Mend the syntax error; until then the statements around it are not analysed.` };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.message} (${(error.stack ?? '').split('\n')[1]?.trim() ?? 'no stack'})` : String(error);
}
