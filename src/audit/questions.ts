import type ts from 'typescript';
import { answerByName } from '../analysis/member-names.ts';
import { declaredAs } from '../analysis/only-functions.ts';
import type { TypeMemory } from '../analysis/typescript-oracle.ts';
import { mayAwait } from '../analysis/void-slots.ts';
import { maxFiles } from '../summaries/callers.ts';
import { isMemberRead, isMostlyAwaitedBy, isMostlyLeftBy } from '../summaries/name-usage.ts';
import { questionIn } from './ledger.ts';
import { usageAmong } from './name-usages.ts';
import { isNoTest, mayServe, namesModule, ownFiles } from './project-texts.ts';
import type { Surroundings } from './surroundings.ts';

/** What each file adds to an answer, by path; files that add nothing are left out. */
export type Shares = Record<string, string>;

/** An answer, what files add to it where it is made of that, and the files that whoever has to do with it depends on. */
export interface Answered {
  answer: string;
  shares?: Shares;
  leads: readonly string[];
}

/** Answers questions to a whole program once more, so that it can be seen whether they are answered as before. */
export class Questions {
  private readonly own: readonly ts.SourceFile[];
  private readonly memory: TypeMemory;
  private readonly surroundings: Surroundings;

  constructor(memory: TypeMemory, surroundings: Surroundings) {
    this.own = ownFiles(memory.program);
    this.memory = memory;
    this.surroundings = surroundings;
  }

  /** `before` is what files added to the answer earlier, of which only `changed` have changed since. */
  answer(key: string, before?: Shares, changed?: ReadonlySet<string>): Answered {
    const { question, about } = questionIn(key);
    switch (question) {
      case 'async':
      case 'void':
      case 'results':
        return { answer: String(answerByName(question, about, this.memory)), leads: [] };
      case 'last':
        return { answer: JSON.stringify(this.surroundings.lastResorts()), leads: [] };
      default: {
        const files = before && changed ? this.own.filter(({ fileName }) => changed.has(fileName)) : this.own;
        const kept = Object.entries(before ?? {}).filter(([path]) => changed?.has(path) !== true);
        const found = files.map((file) => [file.fileName, shareOf(file, question, about, this.surroundings)] as const).filter(([, share]) => share !== '');
        const shares = Object.fromEntries([...kept, ...found].sort(([left], [right]) => (left < right ? -1 : 1)));
        return { ...joined(question, shares), shares };
      }
    }
  }
}

type Shared = 'usage' | 'read' | 'named' | 'naming' | 'held' | 'awaited' | 'only' | 'serves';

function shareOf(file: ts.SourceFile, question: Shared, about: string, surroundings: Surroundings): string {
  const { text } = file;
  switch (question) {
    case 'usage': {
      const { left, taken, awaited } = isNoTest(file) ? usageAmong([file], about) : { left: 0, taken: 0, awaited: 0 };
      return left + taken + awaited === 0 ? '' : `${left},${taken},${awaited}`;
    }
    case 'read':
      return mark(text.includes(about) && isMemberRead(about, text));
    case 'named':
      return mark(namesModule(file, about));
    case 'naming':
      return mark(text.includes(about) && isNoTest(file));
    case 'held':
      return mark(surroundings.mayUse(file, about));
    case 'awaited':
      return mark(mayAwait(text, about));
    case 'only':
      return declaredAs(about, file);
    case 'serves':
      return mark(isNoTest(file) && mayServe(text));
  }
}

function mark(isIt: boolean): string {
  return isIt ? '1' : '';
}

function joined(question: Shared, shares: Shares): Answered {
  const paths = Object.keys(shares);
  switch (question) {
    case 'usage': {
      const [left = 0, taken = 0, awaited = 0] = [0, 1, 2].map((index) => Object.values(shares).reduce((sum, share) => sum + Number(share.split(',')[index]), 0));
      const usage = { left, taken, awaited };
      return { answer: `${isMostlyLeftBy(usage)} ${isMostlyAwaitedBy(usage)}`, leads: [] };
    }
    case 'naming':
      // Of a name that stands in more files nobody looks for the calls.
      return paths.length > maxFiles ? { answer: 'many', leads: [] } : { answer: JSON.stringify(paths), leads: paths };
    case 'held':
      // Of one file it counts which one: it may be the one that asks.
      return { answer: paths.length > 1 ? 'several' : JSON.stringify(paths), leads: [] };
    case 'awaited':
      return { answer: JSON.stringify(paths), leads: paths };
    case 'only':
      return { answer: JSON.stringify(shares), leads: paths };
    default:
      return { answer: String(paths.length > 0), leads: [] };
  }
}
