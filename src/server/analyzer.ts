import { EventEmitter } from 'node:events';
import type ts from 'typescript';
import type { Finding, Fix, Problem } from '../analysis/finding.ts';
import { LineIndex, withoutByteOrderMark } from '../analysis/text.ts';
import { analyzeFile } from '../audit/analyze.ts';
import { freshOf } from '../audit/baseline-finder.ts';
import { isGrown } from '../audit/grown.ts';
import { surroundingsOf } from '../audit/surroundings.ts';
import type { OpenDocument, OpenDocuments } from './documents.ts';
import type { FileSettings, SettingsStore } from './settings.ts';
import { steadyFindings, type CleanResult } from './steady.ts';
import type { TypedSource, WarmProjects } from './warm-projects.ts';

/** What was found in one version of an open document. */
export interface DocumentResult {
  document: OpenDocument;
  settings: FileSettings;
  /** Offsets count in it: the document's text without byte order mark. */
  text: string;
  lines: LineIndex;
  findings: readonly Finding[];
  problems: readonly Problem[];
  /** Types were not at hand: a second answer follows. */
  provisional: boolean;
  /** Stays the same while the answer does. */
  id: string;
}

/** As for an audit: what is longer was not written by hand. */
const maxLength = 1_000_000;

function tooLong(path: string): Problem {
  return { kind: 'skipped', path, message: `Skipped: the text has more than ${maxLength} characters.` };
}

interface Remembered {
  result: DocumentResult;
  /** What the answer depends on besides the text and settings. */
  program: unknown;
  /** The answer of an older program, which holds on: its fixes do not. */
  isCarriedOver: boolean;
}

/**
 * Finds pitfalls in open documents. Answers count for one version of the text; each is remembered until the text, a type
 * or a setting changes.
 */
export class Analyzer {
  /** `answered`: the editor was told these findings of an open document. */
  readonly events = new EventEmitter<{ answered: [DocumentResult] }>();
  private readonly documents: OpenDocuments;
  private readonly projects: WarmProjects;
  private readonly settings: SettingsStore;
  private readonly failed: (what: string, error: unknown) => void;
  private readonly remembered = new Map<string, Remembered>();
  private readonly clean = new Map<string, CleanResult>();
  /** By path, whether its program is one of many files. */
  private readonly grown = new Map<string, boolean>();
  private answers = 0;
  /** How many times each document was analysed, by uri: for tests and the log. */
  readonly runs = new Map<string, number>();

  /** `failed` hears of what threw: a fix, which is then not offered; TypeScript, whose types are then missing. */
  constructor(documents: OpenDocuments, projects: WarmProjects, settings: SettingsStore, failed: (what: string, error: unknown) => void) {
    this.documents = documents;
    this.projects = projects;
    this.settings = settings;
    this.failed = failed;
    documents.events.on('closed', ({ uri }) => {
      this.remembered.delete(uri);
      this.clean.delete(uri);
    });
  }

  /** The settings of a path, as they are now. */
  settingsOf(path: string): Promise<FileSettings> {
    return this.settings.of(path, this.documents.rootOf(path));
  }

  /**
   * What stands in the current version of a document; undefined once it is closed.
   * `quick`: rather an answer by syntax alone than waiting for the project to load.
   */
  analyze(uri: string, { quick = false } = {}): Promise<DocumentResult | undefined> {
    return this.ask(uri, (result) => result, { quick, isForFixes: false });
  }

  /**
   * As `analyze`, and hands the result to `use` while the trees behind it are still those of this version: fixes must be
   * worked out there, not later.
   */
  using<V>(uri: string, use: (result: DocumentResult) => V): Promise<V | undefined> {
    return this.ask(uri, use, { quick: false, isForFixes: true });
  }

  private async ask<V>(uri: string, use: (result: DocumentResult) => V, how: { quick: boolean; isForFixes: boolean }): Promise<V | undefined> {
    const before = this.documents.get(uri);
    if (!before) return undefined;
    const settings = await this.settingsOf(before.path);
    const document = this.documents.get(uri);
    return document && use(this.analyzeNow(document, settings, how));
  }

  private analyzeNow(document: OpenDocument, settings: FileSettings, { quick, isForFixes }: { quick: boolean; isForFixes: boolean }): DocumentResult {
    const { path } = document;
    if (!settings.editor.enable || settings.excluded) return this.remember(document, settings, undefined, [], [], false);
    if (document.text.length > maxLength) return this.remember(document, settings, undefined, [], [tooLong(path)], false);
    const isLater = settings.editor.types !== 'off' && quick && !this.projects.isWarm(path, this.documents.rootOf(path));
    const typed = isLater ? 'later' : this.typedSource(path, settings);
    const known = this.remembered.get(document.uri);
    const program = typeof typed === 'object' ? typed.types.program : typed;
    const isSame = known !== undefined && known.result.document === document && known.result.settings.analysis === settings.analysis && known.result.settings.isExempt === settings.isExempt && known.result.settings.baseline === settings.baseline;
    if (isSame && !(isForFixes && known.isCarriedOver)) {
      if (known.program === program) return known.result;
      if (!isForFixes && typeof typed === 'object' && holdsOn(known, typed, settings)) return this.carryOver(known, program);
    }

    const input = typeof typed === 'object' ? typed : this.projects.syntaxSource(document.text, path);
    const { findings, problems } = this.run(document, settings, input);
    const isClean = input.damage.length === 0;
    const shown = isClean ? findings : steadyFindings(this.clean.get(document.uri), findings, withoutByteOrderMark(document.text), input.source.text);
    const result = this.remember(document, settings, program, shown, problems, typed === 'later');
    // Other documents will ask, after the next change, whether this one looks as it did.
    if (typeof typed === 'object' && this.remembered.size > 1) surroundingsOf({ types: typed.types, settings: settings.analysis, ...(settings.serving && { serving: settings.serving }), isIncremental: true })?.view(typed.source);
    if (isClean) this.clean.set(document.uri, { text: result.text, findings });
    return result;
  }

  /** The answer counts on for a new program; the old one's trees and types are let go. */
  private carryOver({ result }: Remembered, program: unknown): DocumentResult {
    const carried = { ...result, findings: result.findings.map((finding) => ({ ...finding, fixes: () => [] })) };
    this.remembered.set(result.document.uri, { result: carried, program, isCarriedOver: true });
    return carried;
  }

  /** Findings in `text`, as if the document had it. Afterwards the document has its own text again. */
  analyzeInstead({ document, settings }: DocumentResult, text: string): readonly Finding[] {
    const changed = { ...document, text };
    this.projects.setText(changed);
    try {
      const typed = this.typedSource(document.path, settings);
      return this.run(changed, settings, typed ?? this.projects.syntaxSource(text, document.path)).findings;
    } finally {
      this.projects.setText(document);
      this.remembered.delete(document.uri);
    }
  }

  /** undefined where types are off, or TypeScript itself breaks on the project: syntax is left. */
  private typedSource(path: string, settings: FileSettings): TypedSource | undefined {
    if (settings.editor.types === 'off') return undefined;
    const root = this.documents.rootOf(path);
    try {
      return this.projects.typedSource(path, root);
    } catch (error) {
      this.failed(`TypeScript failed on the project of ${path}, which is analysed without types`, error);
      this.projects.discard(path, root);
      return undefined;
    }
  }

  private run(document: OpenDocument, settings: FileSettings, input: Pick<TypedSource, 'source'> & Partial<TypedSource>): { findings: Finding[]; problems: Problem[] } {
    const { path } = document;
    this.runs.set(document.uri, (this.runs.get(document.uri) ?? 0) + 1);
    const result = analyzeFile({
      path,
      source: input.source,
      types: input.types,
      settings: settings.analysis,
      isCommandLineEntry: settings.isCommand(document.text),
      isExempt: settings.isExempt,
      inProject: settings.inProject,
      ...(settings.serving && { serving: settings.serving }),
      isAside: settings.isAside,
      isGrown: this.isOfGrownProgram(path, input.types?.program),
      dependencies: settings.dependencies,
      supportsUsing: settings.supportsUsing,
      isIncremental: true,
    });
    const fixesOf = (finding: Finding): Fix[] => {
      try {
        return finding.fixes();
      } catch (error) {
        this.failed('A fix failed and is not offered', error);
        return [];
      }
    };
    const { baseline } = settings;
    const fresh = freshOf(baseline?.baseline, { path, text: withoutByteOrderMark(document.text), findings: result.findings }, (other) => baseline?.gone.has(other) === true);
    return { ...result, findings: fresh.map((finding) => ({ ...finding, fixes: () => fixesOf(finding) })) };
  }

  /** Before a program is there, what is known of the last one counts: a finding would be loud for a moment otherwise. */
  private isOfGrownProgram(path: string, program: ts.Program | undefined): boolean {
    if (program) this.grown.set(path, isGrown(program.getRootFileNames()));
    return this.grown.get(path) ?? false;
  }

  private remember(document: OpenDocument, settings: FileSettings, program: unknown, findings: readonly Finding[], problems: readonly Problem[], provisional: boolean): DocumentResult {
    const text = withoutByteOrderMark(document.text);
    const known = this.remembered.get(document.uri)?.result;
    const isSame = known !== undefined && known.text === text && sameFindings(known.findings, findings);
    const id = isSame ? known.id : String((this.answers += 1));
    const result: DocumentResult = { document, settings, text, lines: new LineIndex(text), findings, problems, provisional, id };
    this.remembered.set(document.uri, { result, program, isCarriedOver: false });
    return result;
  }
}

/** Whether nothing that an answer rests on looks different in the program there is now: its own file is the same, and of others only what nobody sees from outside has changed. */
function holdsOn({ result, program }: Remembered, { types }: TypedSource, { analysis, serving }: FileSettings): boolean {
  const before = program as ts.Program;
  if (result.provisional || typeof before !== 'object' || before.getCompilerOptions() !== types.program.getCompilerOptions()) return false;
  const now = types.program.getSourceFiles();
  if (now.length !== before.getSourceFiles().length) return false;
  const changed = now.filter((source) => before.getSourceFile(source.fileName) !== source);
  const surroundings = surroundingsOf({ types, settings: analysis, ...(serving && { serving }), isIncremental: true });
  return changed.every((source) => {
    const earlier = before.getSourceFile(source.fileName);
    const isShown = result.findings.some(({ related }) => related.some(({ path }) => path === source.fileName));
    return earlier !== undefined && source.fileName !== result.document.path && !isShown && surroundings?.viewedBefore(earlier) !== undefined && surroundings.viewedBefore(earlier) === surroundings.view(source);
  });
}

function sameFindings(left: readonly Finding[], right: readonly Finding[]): boolean {
  const describe = ({ rule, severity, start, end, message, related, tags }: Finding): string => JSON.stringify([rule, severity, start, end, message, related, tags]);
  return left.length === right.length && left.every((finding, index) => describe(finding) === describe(right[index] as Finding));
}
