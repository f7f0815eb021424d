import type { Finding, Fix } from '../../src/analysis/finding.ts';
import { LineIndex, withoutByteOrderMark } from '../../src/analysis/text.ts';
import { analyzeFile } from '../../src/audit/analyze.ts';
import type { ProjectPlan } from '../../src/audit/projects.ts';
import { SettingsStore } from '../../src/server/settings.ts';
import { keepsakesOf, mistakesOf, type Look, type Seen } from './look.ts';
import { WarmProgram, type TypedFile } from './warm-program.ts';

/** A finding with its fixes, worked out. */
export interface Offer {
  finding: Seen;
  fixes: readonly Fix[];
}

/** The files of one project of TypeScript's, which can be given other texts in memory: a changed file costs that file. */
export class Workbench {
  private readonly root: string;
  private readonly program: WarmProgram;
  private readonly settings = new SettingsStore(() => Promise.resolve({}));

  /** `root`: the folder that is proven. Absolute, with `/`. */
  constructor(root: string, plan: ProjectPlan) {
    this.root = root;
    this.program = new WarmProgram(plan);
  }

  /** From now on, files have these texts. */
  setTexts(texts: ReadonlyMap<string, string>): void {
    for (const [path, text] of texts) this.program.setText(path, text);
  }

  /** A file that was made in memory is not there any more. */
  remove(path: string): void {
    this.program.remove(path);
  }

  /** The findings of a file as it is now. */
  offers(path: string): Promise<Offer[]> {
    return this.analyze(path, this.program.typed(path));
  }

  /** What can be seen of a file as it is now; `text` is that version's. */
  async look(path: string, text: string): Promise<Look> {
    const typed = this.program.typed(path);
    const clean = withoutByteOrderMark(text);
    const offers = await this.analyze(path, typed);
    const damage = typed.damage.map(({ message, start }) => ({ code: 0, message, line: new LineIndex(clean).position(start).line }));
    const { syntax, types } = mistakesOf(typed.types.program, typed.source, (await this.settings.of(path, this.root)).dependencies);
    return { text: clean, syntax: [...damage, ...syntax], types, keepsakes: keepsakesOf(path, clean), findings: offers.map(({ finding }) => finding) };
  }

  /** Frees the program. */
  dispose(): void {
    this.program.dispose();
  }

  private async analyze(path: string, { source, types }: TypedFile): Promise<Offer[]> {
    const { analysis, excluded, isExempt, inProject, serving, isAside, isCommand, dependencies, supportsUsing } = await this.settings.of(path, this.root);
    if (excluded) return [];
    const { findings, problems } = analyzeFile({
      path, source, types, settings: analysis, isExempt, inProject, isAside, dependencies, supportsUsing,
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
