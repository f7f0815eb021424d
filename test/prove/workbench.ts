import type { Finding, Fix } from '../../src/analysis/finding.ts';
import { LineIndex, withoutByteOrderMark } from '../../src/analysis/text.ts';
import { analyzeFile } from '../../src/audit/analyze.ts';
import { SettingsStore } from '../../src/server/settings.ts';
import { WarmProjects, type TypedSource } from '../../src/server/warm-projects.ts';
import { commentsOf, mistakesOf, type Look, type Seen } from './look.ts';

/** A finding with its fixes, worked out. */
export interface Offer {
  finding: Seen;
  fixes: readonly Fix[];
}

/** The files of a project, which can be given other texts in memory. It keeps programs as the server does: a changed file costs that file. */
export class Workbench {
  private readonly root: string;
  private readonly projects = new WarmProjects();
  private readonly settings = new SettingsStore(() => Promise.resolve({}));

  /** `root`: the folder that files in no project of TypeScript's share. Absolute, with `/`. */
  constructor(root: string) {
    this.root = root;
  }

  /** From now on, files have these texts. */
  setTexts(texts: ReadonlyMap<string, string>): void {
    for (const [path, text] of texts) this.projects.setText({ path, text });
  }

  /** A file that was made in memory is not there any more. */
  remove(path: string): void {
    this.projects.closeText(path);
  }

  /** The findings of a file as it is now. */
  async offers(path: string): Promise<Offer[]> {
    const typed = this.projects.typedSource(path, this.root);
    return typed ? this.analyze(path, typed) : [];
  }

  /** What can be seen of a file as it is now; `text` is that version's. */
  async look(path: string, text: string): Promise<Look> {
    const settings = await this.settings.of(path, this.root);
    const typed = this.projects.typedSource(path, this.root);
    if (!typed) throw new Error(`${path} is in no program`);
    const clean = withoutByteOrderMark(text);
    const offers = settings.excluded ? [] : await this.analyze(path, typed);
    const damage = typed.damage.map(({ message, start }) => ({ code: 0, message, line: new LineIndex(clean).position(start).line }));
    const { syntax, types } = mistakesOf(typed.types.program, typed.source);
    return { text: clean, syntax: [...damage, ...syntax], types, comments: commentsOf(path, clean), findings: offers.map(({ finding }) => finding) };
  }

  /** Frees every program. */
  dispose(): void {
    this.projects.dispose();
  }

  private async analyze(path: string, { source, types }: TypedSource): Promise<Offer[]> {
    const { analysis, isExempt, place, serving, isAside, isCommand, dependencies, supportsUsing } = await this.settings.of(path, this.root);
    const { findings, problems } = analyzeFile({
      path, source, types, settings: analysis, isExempt, place, isAside, dependencies, supportsUsing,
      ...(serving && { serving }),
      isCommandLineEntry: isCommand(source.text),
      isIncremental: true,
    });
    const [crash] = problems.filter(({ kind }) => kind === 'rule');
    if (crash) throw new Error(`${path}: ${crash.message}`);
    return findings.map((finding) => offerOf(finding, source.text));
  }
}

function offerOf(finding: Finding, text: string): Offer {
  const { rule, severity, message, start, end, range } = finding;
  const fixes = finding.fixes();
  return { fixes, finding: { rule, severity, message, start, end, line: range.start.line, at: text.slice(start, end), fixes: fixes.map(({ id }) => id) } };
}
